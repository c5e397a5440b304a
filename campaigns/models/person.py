"""People, and the fields that describe them."""

from django.db import models

from campaigns.definitions.fields import FieldType
from campaigns.models.columns import NormalTextField
from campaigns.models.workspace import Partition


class FieldDefinition(models.Model):
    """A custom field of every person of the installation, beside `definitions.fields.STANDARD_FIELDS`.

    `name` is the key in `Person.values` and never changes.
    """

    name = models.CharField(max_length=100, unique=True)
    label = models.CharField(max_length=255)
    label_normal = NormalTextField(of="label", unique=True)
    former_labels = models.JSONField(default=list)  # in normal form; tokens may still be written with them
    type = models.CharField(max_length=16, choices=[(each.value, each.value) for each in FieldType])
    company = models.BooleanField(default=False)
    is_key = models.BooleanField(default=False)  # imports find people by it, through PersonKey
    description = models.TextField(blank=True, default="", db_default="")
    api_created = models.BooleanField(default=False, db_default=False)


class Person(models.Model):
    """One JSON document of typed values per person (an empty field has no key) and their texts' normal forms.

    A deleted person leaves a tombstone: the id is never used again, the values are gone.
    """

    partition = models.ForeignKey(Partition, models.PROTECT, related_name="people")
    values = models.JSONField(default=dict)
    normal = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    merged_into = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            # Counts and pages of a workspace's people never look at the documents.
            models.Index(fields=["partition", "id"], name="living_person", condition=models.Q(deleted_at=None)),
        ]


class PersonKey(models.Model):
    """Finds people by the value of a key field; several may share one (an import then says so)."""

    partition = models.ForeignKey(Partition, models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="keys")
    field = models.CharField(max_length=100)
    value = NormalTextField(of="value")

    class Meta:
        indexes = [models.Index(fields=["partition", "field", "value"], name="person_by_key")]


class PersonWord(models.Model):
    """Finds people by how a word of a searched field begins (`definitions.search`); in normal form, bytewise."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    field = models.CharField(max_length=100)
    word = NormalTextField(of="word")

    class Meta:
        indexes = [
            models.Index(fields=["word", "person"], name="person_by_word"),
            models.Index(fields=["person", "word"], name="word_of_person"),
        ]
