"""A workspace with something of every kind, for tests that go from address to address."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from campaigns.models import Webhook, Workspace
from tests.factories import (
    Browser,
    make_campaign,
    make_custom_activity,
    make_email,
    make_folder,
    make_form,
    make_list,
    make_member,
    make_person,
    make_program,
    make_smart_list,
    make_token,
    make_tracker,
)
from tests.feeds import make_run
from tests.stories.acting import executable, execute, field_is, published, run, score, send, smart_list, step, wait

Made = dict[str, int]


def made_in(workspace: Workspace) -> Made:
    """One thing of each kind, by the word of its address."""
    program = make_program(workspace)
    return {
        "campaigns": make_campaign(workspace).pk,
        "channels": program.channel_id,
        "folders": make_folder(workspace).pk,
        "lists": make_list(workspace).pk,
        "people": make_person(workspace).pk,
        "programs": program.pk,
        "runs": make_run(make_campaign(workspace)).pk,
        "smart-lists": make_smart_list(workspace).pk,
        "tokens": make_token(program, "score", "+1", "score").pk,
    }


def lived_in(workspace: Workspace, admin: Browser) -> Made:
    """A campaign with an executable has run, somebody waits in it, and everything has been used once."""
    person = make_person(workspace, city="Rome", score=5)
    program = make_program(workspace)
    make_member(program, person)
    email, around = make_email(workspace), make_folder(workspace)
    child = executable(workspace, "Child", score("{{my.score}}"), program=program)
    who = smart_list(field_is("city", "Rome"))
    steps = (execute(child), send(email), step("create_task", subject="Call", due_in=2), wait("4 hours"))
    campaign = published(workspace, "Batch", *steps, who=who, program=program)
    made = {
        "campaigns": campaign.pk,
        "channels": program.channel_id,
        "custom-activities": make_custom_activity(workspace, "Visited a fair", fair="text").pk,
        "emails": email.pk,
        "folders": around.pk,
        "forms": make_form(workspace, "Contact", "city").pk,
        "lists": make_list(workspace, people=(person,)).pk,
        "people": person.pk,
        "programs": program.pk,
        "smart-lists": make_smart_list(workspace, definition=who).pk,
        "tokens": make_token(program, "score", "+1", "score").pk,
        "webhooks": Webhook.objects.create(
            workspace=workspace, name="Look up", definition={"url": "https://example.com"}
        ).pk,
    }
    make_tracker(workspace, "https://example.com")
    made["runs"] = run(campaign).pk
    root = f"/api/v1/workspaces/{workspace.pk}"
    draft = f"{root}/smart-lists/{made['smart-lists']}"
    saved = {"edit_number": _sent(admin.get(draft))["edit_number"], "smart_list": {"match": "any"}}
    _sent(admin.put(f"{draft}/draft", saved))
    at = (timezone.now() + timedelta(days=2)).isoformat()
    _sent(admin.post(f"{root}/campaigns/{campaign.pk}/schedule/once", {"at": at}))
    _sent(admin.post(f"{root}/api-users", {"name": "CRM", "role": "viewer"}))
    file = SimpleUploadedFile("people.csv", b"Email Address\nann@example.com\n", content_type="text/csv")
    made["imports"] = _sent(admin.post(f"{root}/imports", {"file": file}, format="multipart"))["id"]
    return made


def _sent(answer: Any) -> Any:
    assert answer.status_code < 300, answer.content
    return answer.json()
