"""Awkward people, memberships and activities, in the database and as a twin in memory (L04)."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import connection

from campaigns.definitions.activity_types import BY_ID
from campaigns.definitions.text import normal
from campaigns.engine.evaluate import evaluate
from campaigns.engine.instants import stored
from campaigns.engine.kinds import Event
from campaigns.engine.predicates import (
    Predicate,
)
from campaigns.models import Activity, CampaignMember, Journal, ListMember, Person, PersonKey, ProgramMember
from campaigns.storage.predicate_sql import where
from tests.engine.twins import NOW, FactsTwin
from tests.factories import make_campaign, make_list, make_program, make_workspace, status_of

TEXTS = [
    "London",
    "LONDON",
    "london ",
    "Érik",
    "érik",
    "e\u0301rik",
    "erik",
    "straße",
    "STRASSE",
    "İstanbul",
    "istanbul",
    "ISTANBUL",
    "ıstanbul",
    "ﬁne",
    "fine",
    "50%",
    "50",
    "a_b",
    "axb",
    "100%_\\",
    "\\",
    "it's",
    'say "hi"',
    "NULL",
    "0",
    "true",
    "😀",
    "日本",
    "Ωmega",
    "ωMEGA",
    "a\tb",
    "{{lead.city}}",
    "%s",
    "'; --",
    "[1]",
    "$.city",
]
NUMBERS: list[int | float] = [0, 1, -1, 5, 5.5, -0.5, 0.1, 0.30000000000000004, 2**31 - 1, -(2**31), 2**53 - 1, 1e300]
DAYS = ["2026-11-22", "2026-11-21", "2026-11-15", "2024-02-29", "2023-02-28", "1970-01-01", "0099-01-01", "9998-12-31"]
INSTANTS = [
    stored(NOW + delta)
    for delta in (
        timedelta(),
        timedelta(microseconds=1),
        timedelta(microseconds=-1),
        timedelta(hours=-4),
        timedelta(days=-1),
        timedelta(days=-30),
        timedelta(days=3),
    )
] + ["2026-03-29T01:00:00.000000Z", "2026-10-25T00:30:00.000000Z", "2026-11-21T23:00:00.000000Z"]
FIELD_VALUES: dict[str, list[Any]] = {
    "city": [*TEXTS, None],
    "score": [*NUMBERS, None],
    "renewal": [*DAYS, None],
    "seen": [*INSTANTS, None],
    "unsubscribed": [True, None],
}


class World:
    """People, memberships and activities that stand in the database and, as a twin, in memory."""

    def __init__(self) -> None:
        self.workspace = make_workspace(timezone="Europe/Berlin")
        self.homes = [self.workspace.primary_partition_id, make_workspace().primary_partition_id]
        self.people = [self._person(number) for number in range(60)]
        self.facts = FactsTwin(
            [{**person.values, **_row_columns(person)} for person in self.people],
            person_ids=[person.pk for person in self.people],
            homes=[person.partition_id for person in self.people],
        )
        self._share_keys()
        self._join_lists()
        self._join_programs()
        self._act()

    def matching(self, predicate: Predicate) -> list[int]:
        condition, params = where(predicate, vendor=connection.vendor)  # type: ignore[arg-type]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT p.id FROM campaigns_person p WHERE {condition}", params)
            found = {row[0] for row in cursor.fetchall()}
        return [person.pk for person in self.people if person.pk in found]

    def evaluated(self, predicate: Predicate) -> list[int]:
        indexes = evaluate(predicate, self.facts, list(range(len(self.people))))
        return [self.people[index].pk for index in indexes]

    def _person(self, number: int) -> Person:
        values = {name: choices[number % len(choices)] for name, choices in FIELD_VALUES.items()}
        if number == 59:
            values = dict.fromkeys(FIELD_VALUES)
        given = {name: value for name, value in values.items() if value is not None}
        made = NOW - timedelta(hours=number * 7, microseconds=number % 3)
        return Person.objects.create(
            partition_id=self.homes[number % 3 == 0],
            values=given,
            normal={"city": normal(given["city"])} if "city" in given else {},
            created_at=made,
            updated_at=made + timedelta(minutes=number),
        )

    def _share_keys(self) -> None:
        """Some share a value with somebody of their partition, some only with somebody of another one."""
        elsewhere = make_workspace().primary_partition
        stranger = Person.objects.create(partition=elsewhere, created_at=NOW, updated_at=NOW)
        own = self.workspace.primary_partition
        for index in range(40):
            value = TEXTS[index % 20]
            PersonKey.objects.create(partition=own, person=self.people[index], field="email", value=value)
        for text in TEXTS[20:30]:
            PersonKey.objects.create(partition=elsewhere, person=stranger, field="email", value=text)
        PersonKey.objects.create(partition=own, person=self.people[50], field="email", value=TEXTS[25])
        values = {index: normal(TEXTS[index % 20]) for index in range(40)} | {50: normal(TEXTS[25])}
        counts = Counter(values.values())
        self.facts.sharers["email"] = {index for index, value in values.items() if counts[value] > 1}

    def _join_lists(self) -> None:
        self.list_id = make_list(self.workspace).pk
        self.campaign_id = make_campaign(self.workspace).pk
        self.facts.lists[self.list_id] = set(range(0, 60, 3))
        self.facts.campaigns[self.campaign_id] = set(range(0, 60, 4))
        for index in self.facts.lists[self.list_id]:
            ListMember.objects.create(list_id=self.list_id, person=self.people[index], added_at=NOW)
        for index in self.facts.campaigns[self.campaign_id]:
            CampaignMember.objects.create(
                campaign_id=self.campaign_id, person=self.people[index], first=NOW, last=NOW, entries=1
            )

    def _join_programs(self) -> None:
        program = make_program(self.workspace)
        self.program_id = program.pk
        self.status_ids = [status_of(program, name).pk for name in ("Member", "Engaged", "Success")]
        members = {index: (self.status_ids[index % 3], index % 4 == 0) for index in range(0, 60, 2)}
        self.facts.members[self.program_id] = members
        for index, (status, success) in members.items():
            ProgramMember.objects.create(
                program=program,
                person=self.people[index],
                status_id=status,
                reached_success=success,
                member_since=NOW,
            )

    def _act(self) -> None:
        journal = Journal.objects.create(workspace=self.workspace, at=NOW)
        values: list[Any] = [*TEXTS, *NUMBERS, True, False, None, "", "2026-11-22", "TRUE"]
        for number in range(240):
            new, old = values[number % len(values)], values[(number * 7 + 3) % len(values)]
            when = NOW - timedelta(hours=number)
            attributes = {"New Value": new, "Old Value": old, "Attribute Name": "city", 'odd "key" é': new}
            type_id, primary_id, result = (13, 22, 901)[number % 3], number % 5, number % 4
            person = (number * 11) % 60
            Activity.objects.create(
                person=self.people[person],
                type_id=type_id,
                occurred_at=when,
                recorded_at=when + timedelta(minutes=number % 2),
                journal=journal,
                primary_id=primary_id or None,
                result=result if result < 3 else 0,
                attributes={name: value for name, value in attributes.items() if value is not None},
                normal=_differing(attributes) or None,
            )
            event = Event(BY_ID[type_id], primary_id or None, attributes)
            self.facts.activities.append((person, event, when, result in (0, 3)))


def _row_columns(person: Person) -> dict[str, str]:
    return {"created_at": stored(person.created_at), "updated_at": stored(person.updated_at)}


def _differing(attributes: dict[str, Any]) -> dict[str, str]:
    texts = {name: value for name, value in attributes.items() if isinstance(value, str)}
    return {name: normal(value) for name, value in texts.items() if normal(value) != value}
