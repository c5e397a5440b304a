"""What tokens there are, and whose My Token wins (T01, T02)."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.factories import make_folder, make_member, make_person, make_program, make_token, make_workspace
from tests.stories.acting import (
    note,
    notes_of,
    published,
    run,
)

pytestmark = pytest.mark.django_db


def test_t01_families_and_names_without_case() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Webinar", description="About it")
    make_token(program, "Channel", "mail")
    person = make_person(workspace, city="Rome")
    text = "{{MY.channel}}|{{lead.CITY}}|{{Lead.city}}|{{campaign.name}}|{{program.Name}}|{{program.description}}"
    campaign = published(workspace, "Parent", note(text), note("{{campaign.id}} {{program.id}}"), program=program)
    run(campaign)
    assert notes_of(person) == ["mail|Rome|Rome|Parent|Webinar|About it", f"{campaign.pk} {program.pk}"]


def test_t01_a_default_stands_in_for_an_empty_value() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    run(published(workspace, "Parent", note("{{lead.City:default=x}} {{lead.Country:default=nowhere}}")))
    assert notes_of(person) == ["Rome nowhere"]


def test_t01_company_tokens() -> None:
    workspace = make_workspace()
    person = make_person(workspace, company="Acme")
    run(published(workspace, "Parent", note("{{company.Company Name}}|{{lead.Company Name}}")))
    assert notes_of(person) == ["Acme|Acme"]


def test_t01_system_tokens_are_of_the_workspaces_zone() -> None:
    workspace = make_workspace(timezone="Pacific/Kiritimati")
    person = make_person(workspace)
    run(published(workspace, "Parent", note("{{system.dateTime}}"), note("{{system.time}}")))
    assert notes_of(person)[0].startswith("20")
    assert "+1400" in notes_of(person)[1]


def test_t02_the_nearest_value_up_the_tree_wins() -> None:
    workspace = make_workspace()
    top = make_folder(workspace, "Top")
    below = make_folder(workspace, "Below", folder=top)
    program = make_program(workspace, "Program", folder=below)
    inside = make_folder(workspace, "Inside", program=program)
    for owner, names in ((top, "abc"), (below, "bc"), (program, "c")):
        for name in names:
            make_token(owner, name, f"{name} of {owner.name}")
    person = make_person(workspace)
    text = "{{my.a}}, {{my.b}}, {{my.c}}"
    run(published(workspace, "In the program", note(text), folder=inside, program=program))
    run(published(workspace, "In the folder", note(text), folder=below))
    assert notes_of(person) == ["a of Top, b of Below, c of Program", "a of Top, b of Below, c of Below"]


def test_t01_the_campaigns_description_the_members_values_and_the_date_in_the_workspaces_zone() -> None:
    zone = ZoneInfo("Pacific/Kiritimati")
    workspace = make_workspace(timezone=str(zone))
    person = make_person(workspace)
    program = make_program(workspace, "Webinar")
    member = make_member(program, person)
    member.values = {"Seat": "12A"}
    member.save()
    text = "{{campaign.description}}, {{member.seat}}, {{system.date}}"
    before = datetime.now(zone)
    run(published(workspace, "Parent", note(text), program=program, description="Tells where they sit"))
    days = {f"{day:%b} {day.day}, {day.year}" for day in (before, datetime.now(zone))}
    assert notes_of(person)[0] in {f"Tells where they sit, 12A, {day}" for day in days}
