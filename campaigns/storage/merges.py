"""What moves from merged people to the one who stays; how queued entries find that one (engine.md 19)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import ForeignKey, Model

from campaigns.models import (
    Activity,
    CampaignMember,
    Journal,
    ListMember,
    Person,
    PersonKey,
    PersonWord,
    ProgramMember,
    Removal,
    Run,
    Wave,
)
from campaigns.models.columns import unpack

# These have rules of their own; of every other table the rows simply follow.
FOLDED: tuple[type[Model], ...] = (
    Activity,
    CampaignMember,
    ListMember,
    PersonKey,
    PersonWord,
    ProgramMember,
    Removal,  # speaks of the queued entries of the person who was taken out, not of the winner's
)


def take_over(winner: int, losers: Sequence[int], *, partition: int, at: datetime) -> None:
    """Under the locks of all of them. The one rewrite of an activity's person that is allowed."""
    Activity.objects.filter(person__in=losers).update(person_id=winner)
    for model in following():
        model._default_manager.filter(person__in=losers).update(person_id=winner)
    _lists(winner, losers)
    _programs(winner, losers)
    _campaigns(winner, losers)
    _keys(winner, losers, partition)
    PersonWord.objects.filter(person__in=losers).delete()
    Person.objects.filter(merged_into__in=losers).update(merged_into=winner)
    Person.objects.filter(pk__in=losers).update(values={}, normal={}, deleted_at=at, merged_into=winner)


def following() -> Iterator[type[Model]]:
    """The tables whose rows belong to a person and have no rule of their own."""
    for relation in Person._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        field = getattr(relation, "field", None)
        if isinstance(field, ForeignKey) and field.name == "person" and model not in FOLDED:
            yield model


def _lists(winner: int, losers: Sequence[int]) -> None:
    rows = ListMember.objects.filter(person__in=losers)
    found = list(rows.order_by("added_at").values_list("list_id", "added_at"))
    rows.delete()
    ListMember.objects.bulk_create(
        (ListMember(list_id=list_id, person_id=winner, added_at=at) for list_id, at in found), ignore_conflicts=True
    )


def _programs(winner: int, losers: Sequence[int]) -> None:
    """The furthest status; success sticks; the winner's own values win."""
    rows = ProgramMember.objects.filter(person__in=[winner, *losers]).select_related("status")
    by_program: dict[int, list[ProgramMember]] = defaultdict(list)
    for row in rows.order_by("pk"):
        by_program[row.program_id].append(row)
    for members in by_program.values():
        kept = next((each for each in members if each.person_id == winner), members[0])
        others = [each for each in members if each is not kept]
        ProgramMember.objects.filter(pk__in=[each.pk for each in others]).delete()
        kept.person_id = winner
        kept.status = max(members, key=lambda each: (each.status.step, each is kept)).status
        kept.reached_success = any(each.reached_success for each in members)
        kept.member_since = min(each.member_since for each in members)
        for each in others:
            kept.values = {**each.values, **kept.values}
        kept.save()


def _campaigns(winner: int, losers: Sequence[int]) -> None:
    """The union of who passed when, so that "only once" stays so (S04)."""
    by_campaign: dict[int, list[CampaignMember]] = defaultdict(list)
    for row in CampaignMember.objects.filter(person__in=[winner, *losers]).order_by("pk"):
        by_campaign[row.campaign_id].append(row)
    for members in by_campaign.values():
        kept = next((each for each in members if each.person_id == winner), members[0])
        CampaignMember.objects.filter(pk__in=[each.pk for each in members if each is not kept]).delete()
        kept.person_id = winner
        kept.first = min(each.first for each in members)
        kept.last = max(each.last for each in members)
        kept.entries = sum(each.entries for each in members)
        kept.save()


def _keys(winner: int, losers: Sequence[int], partition: int) -> None:
    """Imports and forms find the winner by the losers' addresses from now on."""
    own = set(PersonKey.objects.filter(person=winner).values_list("field", "value"))
    for key in PersonKey.objects.filter(person__in=losers).order_by("pk"):
        if (key.field, key.value) in own:
            key.delete()
        else:
            own.add((key.field, key.value))
            PersonKey.objects.filter(pk=key.pk).update(person=winner, partition=partition)


def winners_of(people: Collection[int]) -> dict[int, int]:
    """Of those who were merged, the one who stayed."""
    rows = Person.objects.filter(pk__in=people, merged_into__isnull=False)
    return {id_: winner for id_, winner in rows.values_list("pk", "merged_into") if winner is not None}


def is_in_run(person: int, run: Run, *, besides: Sequence[Wave]) -> bool:
    """Whether a batch has this person among its members anyway: in a wave that is still to come, or worked on."""
    ahead = Wave.objects.filter(run=run, step=None).exclude(pk__in=[wave.pk for wave in besides])
    past = Journal.objects.filter(run=run, people__isnull=False)
    arrays = (*ahead.values_list("people", flat=True), *past.values_list("people", flat=True))
    return any(packed and person in unpack(packed) for packed in arrays)
