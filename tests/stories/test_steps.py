"""What the single steps do to people, and what they log (F03, F04, F07)."""

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import PersonKey, ProgramMember
from tests.factories import (
    browser_as,
    make_field,
    make_list,
    make_member,
    make_person,
    make_program,
    make_token,
    make_workspace,
    status_of,
)
from tests.stories.acting import (
    executable,
    execute,
    field_is,
    listening,
    log_of,
    note,
    notes_of,
    published,
    rows_of,
    run,
    score,
    smart_list,
    step,
    trigger,
    values_of,
    work,
    write,
)

pytestmark = pytest.mark.django_db


def test_f03_text_tokens_and_both() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome", first_name="Ada")
    run(published(workspace, "Parent", write("country", "{{lead.First Name}} of {{lead.City}}")))
    assert values_of(person)["country"] == "Ada of Rome"


def test_f03_the_change_is_logged_with_old_new_reason_and_source() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    run(published(workspace, "Parent", write("city", "Paris")))
    assert log_of(person) == [
        (
            "change_data_value",
            {
                "Attribute Name": "city",
                "Old Value": "Rome",
                "New Value": "Paris",
                "Reason": log_of(person)[0][1]["Reason"],
                "Source": "Marketo Flow Action",
            },
        )
    ]
    assert "Parent" in log_of(person)[0][1]["Reason"]


def test_f03_only_literal_null_clears() -> None:
    workspace = make_workspace()
    cleared, kept = make_person(workspace, city="Rome", country="x"), make_person(workspace, country="x")
    run(published(workspace, "Parent", write("country", "{{lead.City}}")))
    run(published(workspace, "Clear", write("country", "NULL"), who=smart_list(field_is("country", "Rome"))))
    assert "country" not in values_of(cleared)
    assert values_of(kept)["country"] == "x"


def test_f03_a_value_that_is_blank_after_its_tokens_is_logged_skipped() -> None:
    workspace = make_workspace()
    person = make_person(workspace, country="x")
    run(published(workspace, "Parent", write("country", " {{lead.City}} ")))
    (row,) = rows_of(person)
    assert row.get_result_display() == "skipped"
    assert values_of(person)["country"] == "x"


def test_f03_a_value_that_does_not_fit_the_type_fails_the_step() -> None:
    workspace = make_workspace()
    make_field("Employees", "integer")
    person = make_person(workspace)
    run(published(workspace, "Parent", write("employees", "{{my.many}}{{lead.City:default=many}}")))
    (row,) = rows_of(person)
    assert row.get_result_display() == "failed"
    assert row.reason
    assert values_of(person) == {}


def test_f03_people_are_found_by_the_address_that_a_flow_gave_them() -> None:
    workspace = make_workspace()
    person = make_person(workspace, email="old@example.com", city="new@example.com")
    run(published(workspace, "Moves", write("email", "{{lead.City}}")))
    people = browser_as(Role.MARKETER, workspace).get(f"/api/v1/workspaces/{workspace.pk}/people?search=new@example")
    assert [each["id"] for each in people.json()["items"]] == [person.pk]
    assert list(PersonKey.objects.filter(person=person).values_list("value", flat=True)) == ["new@example.com"]


def test_f03_no_row_when_nothing_changes() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    run(published(workspace, "Parent", write("city", "Rome")))
    assert rows_of(person) == []


@pytest.mark.parametrize(
    ("change", "old", "new", "logged"),
    [
        ("+5", 10, 15, "+5"),
        ("-5", 10, 5, "-5"),
        ("=5", 10, 5, "=5"),
        ("=-5", 10, -5, "=-5"),
        ("5", 10, 15, "+5"),
        ("+5", None, 5, "+5"),
        ("+0", 10, 10, "+0"),
    ],
)
def test_f04_scores(change: str, old: int | None, new: int, logged: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace, {} if old is None else {"score": old})
    run(published(workspace, "Parent", score(change)))
    assert values_of(person)["score"] == new
    attributes = log_of(person)[0][1]
    assert attributes["Score Name"] == "score"
    assert attributes["Change Value"] == logged
    assert (attributes["Old Value"], attributes["New Value"]) == (old or 0, new)


def test_f04_a_score_token() -> None:
    workspace = make_workspace()
    person = make_person(workspace, score=1)
    program = make_program(workspace)
    make_token(program, "points", "+7", type="score")
    run(published(workspace, "Parent", score("{{my.points}}"), program=program))
    assert values_of(person)["score"] == 8


def test_f07_lists() -> None:
    workspace = make_workspace()
    static = make_list(workspace, "Static")
    person = make_person(workspace)
    run(published(workspace, "Adds", *(step("add_to_list", list=static.pk) for _ in range(2))))
    assert set(static.members.values_list("person", flat=True)) == {person.pk}
    run(published(workspace, "Takes", *(step("remove_from_list", list=static.pk) for _ in range(2))))
    assert not static.members.exists()
    assert [key for key, _ in log_of(person)] == ["add_to_list", "remove_from_list"]


def test_f07_a_program_status_makes_a_member_and_never_goes_back() -> None:
    workspace = make_workspace()
    program = make_program(workspace, "Webinar")
    person = make_person(workspace)

    def become(status: str) -> dict[str, object]:
        return step("change_program_status", program=program.pk, status=status_of(program, status).pk)

    run(published(workspace, "Up", become("Member"), become("Success"), become("Engaged")))
    member = ProgramMember.objects.get(program=program, person=person)
    assert (member.status.name, member.reached_success) == ("Success", True)
    assert [row.get_result_display() for row in rows_of(person)] == ["succeeded", "succeeded", "skipped"]


def test_f07_not_in_program_ends_the_membership() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    person = make_person(workspace)
    make_member(program, person)
    status = status_of(program, "Not in Program").pk
    run(published(workspace, "Out", step("change_program_status", program=program.pk, status=status)))
    assert not ProgramMember.objects.filter(program=program).exists()


def test_f07_an_interesting_moment_carries_type_text_and_campaign() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    run(published(workspace, "Parent", note("visited from {{lead.City}}")))
    attributes = log_of(person)[0][1]
    assert (attributes["Type"], attributes["Description"]) == ("Milestone", "visited from Rome")


def test_f07_every_step_logs_its_campaign_run_step_and_choice() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Paris")
    told = note("other", id="told")
    told["choices"] = [{"id": "paris", "condition": field_is("city", "Paris"), "params": {"description": "Paris"}}]
    campaign = published(workspace, "Parent", told)
    started = run(campaign)
    (row,) = rows_of(person)
    assert (row.campaign_id, row.run_id, row.step, row.choice) == (campaign.pk, started.pk, "told", "paris")


def test_f07_a_score_that_a_child_changed_twice_is_written_once_and_logged_twice() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", score("+1"))
    listening(workspace, "Heard", note("heard"), on=trigger("score_is_changed", field="score"))
    run(published(workspace, "Parent", execute(child), execute(child)))
    work()
    assert values_of(person)["score"] == 2
    assert len(log_of(person, "change_score")) == 2
    assert notes_of(person) == ["heard", "heard"]


def test_c17_a_token_goes_on_meaning_a_field_that_got_another_label() -> None:
    workspace = make_workspace()
    make_field("Lead Profile")
    person = make_person(workspace, lead_profile="Student")
    campaign = published(workspace, "Greets", note("A {{lead.Lead Profile}}, and {{lead.Occupation}}"))
    admin = browser_as(Role.ADMIN, workspace)
    assert admin.patch("/api/v1/fields/lead_profile", {"label": "Occupation"}).status_code == 200
    run(campaign)
    assert notes_of(person) == ["A Student, and Student"]
    refused = admin.post("/api/v1/fields", {"label": "lead profile", "type": "text"})
    assert refused.status_code == 409 and "tokens may still say so" in refused.json()["message"]
