"""Dry runs: the engine plays the draft, and nothing of it stays (S04)."""

from typing import Any

import pytest
from django.apps import apps

from campaigns.definitions.actor import Role
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.models import Person, SmartCampaign, Webhook, Workspace
from campaigns.services.campaigns.dry_run import try_out
from campaigns.services.references import index_campaign
from tests.factories import browser_as, make_actor, make_email, make_person, make_program, make_token, make_workspace
from tests.stories.acting import (
    EVERY_TIME,
    ONCE,
    calls_of,
    choice,
    executable,
    execute,
    field_is,
    let_pass,
    log_of,
    note,
    on_list,
    published,
    request,
    requestable,
    run,
    score,
    send,
    smart_list,
    step,
    wait,
    write,
)

pytestmark = pytest.mark.django_db


def dry_run(campaign: SmartCampaign, **asked: Any) -> Any:
    address = f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/dry-run"
    answer = browser_as(Role.VIEWER, campaign.workspace).post(address, asked, content_type="application/json")
    assert answer.status_code == 200, answer.json()
    return answer.json()


def everything_stored() -> dict[str, list[Any]]:
    models = apps.get_app_config("campaigns").get_models()
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}


def indexed(campaign: SmartCampaign) -> SmartCampaign:
    """Callers are found by the index, which saving and publishing keep up."""
    revision = campaign.published
    assert revision is not None
    smart_list, flow = SmartList.model_validate(revision.smart_list), Flow.model_validate(revision.flow)
    index_campaign(campaign, smart_list, flow, published=True)
    return campaign


def chain_to(campaign: SmartCampaign) -> Any:
    address = f"/api/v1/workspaces/{campaign.workspace_id}/campaigns/{campaign.pk}/caller-chains"
    (chain,) = browser_as(Role.VIEWER, campaign.workspace).get(address).json()
    return chain


def rows_in(found: Any, *types: str) -> list[dict[str, Any]]:
    rows = [row for passed in found["trace"] for row in passed["activities"]]
    return [row for row in rows if not types or row["type"]["key"] in types]


def notes_in(found: Any) -> list[str]:
    return [row["attributes"]["Description"] for row in rows_in(found, "interesting_moment")]


def make_webhook(workspace: Workspace) -> Webhook:
    definition = {"method": "POST", "url": "https://nobody.example/hook", "body": "{}"}
    return Webhook.objects.create(workspace=workspace, name="Enrich", definition=definition)


def test_s04_a_dry_run_writes_nothing_whatever_its_steps_would_do() -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    people = [make_person(workspace, email=f"p{number}@acme.test") for number in range(3)]
    target = requestable(workspace, "Target", score("+100"))
    child = executable(workspace, "Child", score("+1"), settings=ONCE)
    campaign = published(
        workspace,
        "Everything",
        score("+5"),
        execute(child),
        request(target),
        send(make_email(workspace)),
        step("call_webhook", webhook=make_webhook(workspace).pk),
        step("change_program_status", program=program.pk, status=program.channel.statuses.get(name="Member").pk),
        wait("2 days"),
        note("After"),
        step("delete_person"),
        settings=ONCE,
    )
    actor = make_actor(Role.VIEWER, workspace)
    before = everything_stored()

    alone = try_out(actor, workspace_id=workspace.pk, campaign_id=campaign.pk, person=people[0].pk)
    together = try_out(actor, workspace_id=workspace.pk, campaign_id=campaign.pk)

    assert everything_stored() == before
    assert (alone.left, together.left) == (1, 3)
    assert [each.label for each in alone.trace][-2:] == ["Interesting Moment", "Delete Person"]


def test_s04_dry_run_uses_nothing_up() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", score("+1"), settings=ONCE)
    campaign = published(workspace, "Parent", execute(child), settings=ONCE)
    for _ in range(2):
        assert dry_run(campaign)["entered"] == 1
    run(campaign)
    assert calls_of(person) == [("Child", "TRUE", None)]
    assert dry_run(campaign)["people"] == 0
    refused = dry_run(campaign, person=person.pk)
    assert (refused["entered"], refused["refused"][0]["people"]) == (0, 1)
    assert "qualification rule" in refused["refused"][0]["words"]


def test_s04_a_dry_run_does_what_the_run_then_does() -> None:
    """One engine: the rows that it shows are those that the run logs."""
    workspace = make_workspace()
    person = make_person(workspace, city="Paris", score=3)
    make_person(workspace, city="Rome")
    program = make_program(workspace)
    make_token(program, "score", "+10")
    child = executable(workspace, "Child", score("{{my.score}}"), who=smart_list(field_is("city", "Paris")))
    campaign = published(
        workspace,
        "Parent",
        write("city", "Oslo", id="s1"),
        execute(child, id="s2"),
        write("city", "Paris"),
        execute(child, parent_context=True),
        note("{{lead.City}} {{my.score}}"),
        who=smart_list(field_is("city", "Paris")),
        program=program,
    )
    shown = dry_run(campaign, person=person.pk)
    run(campaign)
    logged = [(key, attributes) for key, attributes in log_of(person)]
    assert [(row["type"]["key"], row["attributes"]) for row in rows_in(shown)] == logged
    counted = dry_run(campaign)
    assert counted["qualified"] == 1
    assert counted["steps"]["|s2"]["goes_on"] == 1


def test_s04_waits_are_leapt_over_and_the_clock_goes_with_them() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(
        workspace, "Daily", note("inside"), settings={"qualification": {"mode": "interval", "every": 1, "unit": "days"}}
    )
    campaign = published(
        workspace, "Parent", execute(child), execute(child), wait("2 days"), execute(child), note("{{system.date}}")
    )
    found = dry_run(campaign, person=person.pk)
    qualified = [row["attributes"]["Qualified"] for row in rows_in(found, "execute_campaign")]
    assert qualified == ["TRUE", "FALSE", "TRUE"]
    (waited,) = [passed["until"] for passed in found["trace"] if passed["kind"] == "wait"]
    assert found["trace"][-1]["at"] == waited
    run(campaign)
    let_pass(days=2)
    assert [passed for _, passed, _ in calls_of(person)] == qualified


def test_s06_a_dry_run_counts_the_emails_that_it_would_have_sent() -> None:
    workspace = make_workspace()
    workspace.emails_per_day = 1
    workspace.save()
    person = make_person(workspace, email="ann@acme.test")
    email = make_email(workspace)
    steps = [send(email), send(email), wait("1 day"), send(email)]
    campaign = published(workspace, "Mails", *steps, settings=EVERY_TIME | {"block_non_operational": True})
    sent = [row["result"] for row in rows_in(dry_run(campaign, person=person.pk), "send_email")]
    assert sent == ["succeeded", "skipped", "succeeded"]


def test_s04_who_would_take_too_long_to_follow_is_left_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = make_workspace()
    make_person(workspace)
    campaign = published(workspace, "Patient", wait("1 day"), note("After"))
    monkeypatch.setattr("campaigns.runtime.dry_run.PATIENCE", 0.0)
    found = dry_run(campaign)
    assert (found["entered"], found["done"], found["waiting"]) == (1, 0, 1)
    assert "not followed to the end" in found["notes"][-1]


def test_s04_a_dry_run_counts_steps_that_wait_fail_and_do_nothing() -> None:
    workspace = make_workspace()
    make_person(workspace, city="Paris", email="paris@acme.test")
    make_person(workspace, city="Rome")
    email = make_email(workspace)
    split = choice("c1", field_is("city", "Paris"), type="Milestone", description="Paris")
    campaign = published(
        workspace,
        "Parent",
        send(email, id="mail"),
        wait("1 day") | {"id": "wait"},
        step("interesting_moment", id="split", choices=[split]) | {"default": {"params": {}, "do_nothing": True}},
        score("a lot", id="bad"),
    )
    steps = dry_run(campaign)["steps"]
    assert (steps["|mail"]["succeeded"], steps["|mail"]["skipped"]) == (1, 1)
    assert (steps["|wait"]["waits"], steps["|wait"]["goes_on"]) == (2, 2)
    assert steps["|split"]["choices"] == {"c1": 1, "default": 1}
    assert (steps["|bad"]["failed"], steps["|bad"]["goes_on"]) == (2, 2)


def test_f01_a_dry_run_says_which_choice_was_taken_and_what_the_person_had() -> None:
    workspace = make_workspace()
    person = make_person(workspace, city="Rome")
    split = step(
        "interesting_moment",
        choices=[
            choice(each, field_is("city", each), type="Milestone", description=each) for each in ("Paris", "Oslo")
        ],
    )
    found = dry_run(published(workspace, "Parent", write("city", "Oslo"), split), person=person.pk)
    asked = [(each["words"], each["passed"], each["actual"]) for each in found["trace"][1]["asked"]]
    assert asked == [("City is Paris", False, "Oslo"), ("City is Oslo", True, "Oslo")]
    assert found["trace"][1]["branch"] == "Oslo"


def test_s04_a_dry_run_plays_the_draft_and_not_the_published_version() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = published(workspace, "Parent", note("published"))
    campaign.draft_flow = {"steps": [note("drafted")]}
    campaign.save()
    assert notes_in(dry_run(campaign, person=person.pk)) == ["drafted"]


@pytest.mark.parametrize(("parent_context", "expected"), [(True, "root"), (False, "own")])
def test_t04_an_executable_is_tried_out_as_its_callers_would_call_it(parent_context: bool, expected: str) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    ours, above = make_program(workspace), make_program(workspace)
    make_token(ours, "word", "own")
    make_token(above, "word", "root")
    child = executable(
        workspace, "Child", note("{{my.word}}", id="n"), program=ours, who=smart_list(field_is("city", "Paris"))
    )
    middle = indexed(executable(workspace, "Middle", execute(child)))
    indexed(published(workspace, "Root", execute(middle, parent_context=True), program=above, settings=ONCE))
    chain = chain_to(child)
    assert [(link["name"], link["context"]) for link in chain["links"]] == [("Root", True), ("Middle", None)]
    asked = {"chain": chain["key"], "parent_context": parent_context}

    refused = dry_run(child, person=person.pk, **asked)
    assert (refused["entered"], refused["refused"]) == (
        0,
        [{"words": "The person is not in the campaign's smart list.", "people": 1}],
    )
    Person.objects.filter(pk=person.pk).update(values={"city": "Paris"}, normal={"city": "paris"})
    found = dry_run(child, person=person.pk, **asked)
    assert notes_in(found) == [expected]
    assert found["steps"]["|n"]["succeeded"] == 1
    assert dry_run(child, **asked)["entered"] == 1


def test_c10_a_broken_draft_of_an_executable_qualifies_nobody_when_it_is_called() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", note("fine"))
    indexed(published(workspace, "Root", execute(child)))
    child.draft_flow = {"steps": [wait("1 day")]}
    child.save()
    found = dry_run(child, person=person.pk, chain=chain_to(child)["key"])
    assert found["refused"][0]["words"].startswith("Invalid flow: ")


def test_s05_a_dry_run_says_that_the_run_would_not_start() -> None:
    workspace = make_workspace()
    for _ in range(3):
        make_person(workspace)
    found = dry_run(published(workspace, "Parent", score("+1"), settings=EVERY_TIME | {"person_limit": 2}), people=1)
    assert (found["people"], found["qualified"]) == (1, 3)
    assert found["notes"] == ["A run would not start: 3 qualify, and the campaign is restricted to 2."]


def test_f01_a_dry_run_says_that_random_samples_are_drawn_anew() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    sample = {"kind": "random_sample", "params": {"percent": 50}}
    split = step(
        "change_score", choices=[choice("half", sample, field="score", change="+2")], field="score", change="+1"
    )
    campaign = published(workspace, "Parent", split)
    first, second = (dry_run(campaign, person=person.pk) for _ in range(2))
    assert first["notes"] == ["Random Sample draws people anew in each run."]
    assert first["trace"][0]["branch"] == second["trace"][0]["branch"]


def test_w01_nobody_tries_out_a_campaign_or_a_person_of_another_workspace() -> None:
    workspace, other = make_workspace(), make_workspace()
    campaign = published(workspace, "Parent", score("+1"))
    asked = {"person": make_person(other).pk}
    address = f"/api/v1/workspaces/{workspace.pk}/campaigns/{campaign.pk}/dry-run"
    browser = browser_as(Role.VIEWER, workspace)
    assert browser.post(address, asked, content_type="application/json").status_code == 404
    assert browser_as(Role.ADMIN, other).post(address, {}, content_type="application/json").status_code == 404


def test_c10_a_smart_list_that_cannot_be_judged_lets_nobody_into_a_dry_run() -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    campaign = published(workspace, "Parent", score("+1"), who=smart_list(on_list(999)))
    found = dry_run(campaign)
    assert (found["people"], found["entered"]) == (0, 0)
    assert found["notes"][0].startswith("Nobody qualifies: ")
    assert dry_run(campaign, person=person.pk)["refused"][0]["people"] == 1


def test_f08_a_dry_run_shows_who_would_be_stopped_by_an_error(stumble: str) -> None:
    workspace = make_workspace()
    make_person(workspace, city="Paris")
    make_person(workspace, city="Rome")
    found = dry_run(published(workspace, "Parent", step(stumble, city="Paris", id="bad"), score("+1", id="next")))
    assert (found["entered"], found["done"], found["held"]) == (2, 1, 1)
    assert found["stopped"][0]["words"].startswith("An unexpected error stopped the person at this step")
    assert (found["steps"]["|bad"]["goes_on"], found["steps"]["|next"]["in"]) == (1, 1)
