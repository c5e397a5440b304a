"""Writes what was changed of people's memberships: the members' own values, which member tokens read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from campaigns.definitions.text import normal
from campaigns.models import ProgramMember

MemberChanges = Mapping[tuple[int, int], Mapping[str, str | None]]  # (program, person's index) -> value by name


def write_member_data(changes: MemberChanges, ids: Sequence[int], *, at: datetime) -> None:
    """Under their people's locks. Names are compared as tokens compare them, and stored as they were first written."""
    people: dict[int, dict[int, Mapping[str, str | None]]] = defaultdict(dict)
    for (program, person), values in changes.items():
        people[program][ids[person]] = values
    for program, of_program in people.items():
        members = list(ProgramMember.objects.filter(program=program, person__in=of_program).order_by("person"))
        for member in members:
            for name, value in of_program[member.person_id].items():
                _change(member.values, name, value)
            member.updated_at = at
        ProgramMember.objects.bulk_update(members, ["values", "updated_at"], batch_size=200)


def _change(values: dict[str, str], name: str, value: str | None) -> None:
    known = next((each for each in values if normal(each) == normal(name)), name)
    if value is None:
        values.pop(known, None)
    else:
        values[known] = value
