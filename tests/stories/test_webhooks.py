"""Call Webhook: people wait for the answer, which fills fields on 2xx only, and nobody is lost (F07 to F09)."""

import json

import pytest

from campaigns.definitions.actor import Role
from campaigns.models import Delivery, Notice, Run, Waiting, Webhook
from campaigns.runtime import deliver
from campaigns.runtime.control import retry_failed
from tests.factories import browser_as, make_person, make_program, make_token, make_user, make_workspace
from tests.stories.acting import (
    calls_of,
    choice,
    executable,
    execute,
    field_is,
    let_pass,
    listening,
    log_of,
    note,
    notes_of,
    numbers_of,
    published,
    rows_of,
    run,
    step,
    trigger,
    values_of,
    work,
)
from tests.stories.service import Service, call, make_webhook

pytestmark = pytest.mark.django_db


def test_f07_the_answer_fills_fields_and_the_next_step_sees_them(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace, email="anna@example.com", city="Rome")
    fields = {"company.name": "company", "company.sizes[0]": "employees", "points": "score", "nothing": "city"}
    webhook = make_webhook(workspace, service, fields=fields, body='{"email": {{lead.Email Address}}}')
    service.answer(200, {"company": {"name": "Étoile", "sizes": [250]}, "points": 40})
    started = run(published(workspace, "Parent", call(webhook, id="asks"), note("{{company.Company Name}}")))
    assert json.loads(service.asked[0].body) == {"email": "anna@example.com"}
    values = values_of(person)
    assert (values["company"], values["employees"], values["score"], values["city"]) == ("Étoile", 250, 40, "Rome")
    assert notes_of(person) == ["Étoile"]
    (row,) = rows_of(person, "call_webhook")
    assert (row.step, row.campaign_id, row.run_id) == ("asks", started.campaign_id, started.pk)
    assert (row.attributes["Webhook"], row.attributes["Status Code"]) == ("Enrich", 200)
    assert ("change_score", {"Score Name": "score", "Change Value": "+40", "Old Value": 0, "New Value": 40}) in [
        (kind, {name: value for name, value in told.items() if name != "Reason"}) for kind, told in log_of(person)
    ]
    assert numbers_of(started) == {"entered": 1, "finished": 1}
    assert started.state == Run.State.DONE


def test_f07_tokens_are_quoted_where_they_stand(service: Service) -> None:
    workspace = make_workspace()
    program = make_program(workspace)
    make_token(program, "Source", 'fair "2026" & more')
    make_person(workspace, first_name='Ann "A" \\ é', score=7)
    body = '{"hi": "Dear {{lead.First Name}}!", "score": {{lead.Person Score}}, "none": {{lead.Behavior Score}}}'
    asks = make_webhook(
        workspace,
        service,
        "/x?from={{my.Source}}",
        body=body,
        headers=[{"name": "X-Name", "value": "a\n{{my.Source}}"}],
    )
    run(published(workspace, "Parent", call(asks), program=program))
    (asked,) = service.asked
    assert json.loads(asked.body) == {"hi": 'Dear Ann "A" \\ é!', "score": 7, "none": None}
    assert asked.path == "/x?from=fair%20%222026%22%20%26%20more"
    assert (asked.headers["x-name"], asked.headers["content-type"]) == ('a fair "2026" & more', "application/json")


def test_t10_trigger_tokens_are_those_of_the_event(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service, body="new={{trigger.New Value}}", encoding="form")
    on_score = trigger("score_is_changed", field="score")
    listening(workspace, "Listens", call(webhook), on=on_score)
    run(published(workspace, "Changes", step("change_score", field="score", change="+3")))
    assert service.asked[0].body == "new=3"
    assert values_of(person)["score"] == 3


@pytest.mark.parametrize("status", [404, 302])
def test_f08_a_refusal_fills_nothing_and_the_person_goes_on(service: Service, status: int) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service, fields={"city": "city"})
    service.answer(status, {"city": "Rome"}, Location=f"{service.url}/elsewhere")
    started = run(published(workspace, "Parent", call(webhook), note("after")))
    assert len(service.asked) == 1
    assert "city" not in values_of(person)
    (row,) = rows_of(person, "call_webhook")
    assert (row.get_result_display(), row.attributes["Error Type"]) == ("failed", f"HTTP {status}")
    assert str(status) in (row.reason or "")
    assert notes_of(person) == ["after"]
    assert numbers_of(started) == {"entered": 1, "finished": 1}


def test_f09_a_busy_service_is_asked_again_under_the_same_key(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service, fields={"city": "city"})
    service.answer(503, Retry_After="1800")
    service.answer(200, {"city": "Rome"})
    started = run(published(workspace, "Parent", call(webhook), note("after")))
    assert (notes_of(person), started.state) == ([], Run.State.WAITING)
    let_pass(minutes=20)
    assert len(service.asked) == 1
    let_pass(minutes=10)
    assert len(set(service.keys)) == 1
    assert (len(service.keys), values_of(person)["city"], notes_of(person)) == (2, "Rome", ["after"])


def test_f08_a_service_that_is_down_costs_nobody_more_than_patience(service: Service) -> None:
    workspace = make_workspace()
    admin = make_user(Role.ADMIN, workspace)
    person = make_person(workspace)
    webhook = make_webhook(workspace, service)
    Webhook.objects.update(definition={"url": "http://127.0.0.1:1/"})
    run(published(workspace, "Parent", call(webhook), note("after")))
    for _ in range(deliver.ATTEMPTS):
        let_pass(hours=1)
    (row,) = rows_of(person, "call_webhook")
    assert (row.get_result_display(), row.attributes["Error Type"]) == ("failed", "connection")
    assert notes_of(person) == ["after"]
    (notice,) = Notice.objects.filter(user=admin)
    assert notice.text.startswith("The webhook “Enrich” keeps failing: The service could not be reached")


def test_f07_a_value_that_does_not_fit_is_told_and_the_others_are_taken(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service, fields={"size": "employees", "city": "city"})
    service.answer(201, {"size": "many", "city": "Rome"})
    run(published(workspace, "Parent", call(webhook)))
    failed, written = rows_of(person, "change_data_value")
    assert (failed.get_result_display(), failed.attributes["Attribute Name"]) == ("failed", "employees")
    assert (written.attributes["New Value"], written.attributes["Source"]) == ("Rome", "Webhook: Enrich")


def test_f08_an_answer_that_is_no_json_is_told_and_the_person_goes_on(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service, fields={"city": "city"})
    service.answer(200, "<html>", Content_Type="text/html")
    run(published(workspace, "Parent", call(webhook), note("after")))
    (row,) = rows_of(person, "call_webhook")
    assert (row.get_result_display(), row.attributes["Error Type"]) == ("failed", "no JSON")
    assert notes_of(person) == ["after"]


def test_f01_a_choice_tells_who_was_answered_from_who_was_not(service: Service) -> None:
    workspace = make_workspace()
    first, second = make_person(workspace, city="Oslo"), make_person(workspace)
    webhook = make_webhook(workspace, service)
    service.answer(404)
    failed = {"attribute": "Error Type", "operator": "is_not_empty", "values": []}
    condition = {"kind": "webhook_was_called", "params": {"webhooks": [webhook.pk], "constraints": [failed]}}
    chosen = choice("failed", condition, type="Milestone", description="failed")
    verdict = step("interesting_moment", type="Milestone", description="fine", choices=[chosen])
    run(published(workspace, "Parent", call(webhook), verdict))
    assert (notes_of(first), notes_of(second)) == (["failed"], ["fine"])


def test_s10_webhook_is_called_starts_campaigns_also_for_calls_that_failed(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service)
    service.answer(404)
    on_failure = [{"attribute": "Error Type", "operator": "is", "values": ["HTTP 404"]}]
    called = trigger("webhook_is_called", webhooks=[webhook.pk], constraints=on_failure)
    listening(workspace, "On failure", note("failed"), on=called)
    listening(workspace, "On another", note("other"), on=trigger("webhook_is_called", webhooks=[webhook.pk + 1]))
    run(published(workspace, "Parent", call(webhook)))
    assert notes_of(person) == ["failed"]


def test_f08_retry_repeats_the_call_alone_under_a_new_key(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service, fields={"city": "city"})
    service.answer(404)
    started = run(published(workspace, "Parent", call(webhook), note("after")))
    service.answer(200, {"city": "Rome"})
    assert retry_failed(started, [rows_of(person, "call_webhook")[0].pk]) == 1
    work()
    assert (values_of(person)["city"], notes_of(person)) == ("Rome", ["after"])
    assert len(set(service.keys)) == 2
    assert not Waiting.objects.exists()
    numbers_of(started)


def test_f07_choices_call_different_webhooks(service: Service) -> None:
    workspace = make_workspace()
    make_person(workspace, city="Rome")
    make_person(workspace, city="Oslo")
    south, north = make_webhook(workspace, service, "/south"), make_webhook(workspace, service, "/north", name="x")
    chosen = choice("south", field_is("city", "Rome"), webhook=south.pk)
    run(published(workspace, "Parent", step("call_webhook", webhook=north.pk, choices=[chosen])))
    assert sorted(each.path for each in service.asked) == ["/north", "/south"]


def test_c11_at_run_time_an_executable_calls_no_webhook(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    child = executable(workspace, "Child", call(make_webhook(workspace, service)))
    run(published(workspace, "Parent", execute(child), note("after")))
    assert (service.asked, Delivery.objects.count(), notes_of(person)) == ([], 0, ["after"])
    assert calls_of(person)[0][1] == "FALSE"


def test_c03_a_single_call_fills_fields_without_a_campaign(service: Service) -> None:
    workspace = make_workspace()
    person = make_person(workspace)
    webhook = make_webhook(workspace, service, fields={"city": "city"})
    service.answer(200, {"city": "Rome"})
    body = {"kind": "call_webhook", "params": {"webhook": webhook.pk}, "people": [person.pk]}
    asked = browser_as(Role.MARKETER, workspace).post(f"/api/v1/workspaces/{workspace.pk}/single-actions", body)
    assert asked.status_code == 201, asked.json()
    work()
    assert values_of(person)["city"] == "Rome"
    assert Run.objects.get().state == Run.State.DONE
