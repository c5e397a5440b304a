"""Makes the demo, or what is missing of it: somebody to sign in, a workspace, people, programs, and some runs."""

import csv
import io
import time
from collections.abc import Callable

from django.conf import settings
from django.db import transaction

from campaigns.definitions.actor import Actor
from campaigns.definitions.text import normal
from campaigns.errors import CampaignError
from campaigns.models import Folder, Job, Run, User, Wave, Workspace
from campaigns.runtime.drain import drain
from campaigns.runtime.sweep import sweep
from campaigns.selectors.rights import actor_for
from campaigns.services.campaigns.starting import activate, run_once
from campaigns.services.demo.builder import Builder
from campaigns.services.demo.emails import EMAILS
from campaigns.services.demo.leads import find_leads, made_up_leads
from campaigns.services.demo.programs import PROGRAMS, Made
from campaigns.services.importing.whole import import_file
from campaigns.services.workspaces import create_workspace
from campaigns.storage.facts import database_now

WORKSPACE = "Demo"
LATE = 40  # people who come when the triggers listen already
_PATIENCE = 0.05

Tell = Callable[[str], None]


def make_demo(tell: Tell) -> None:
    """May be called again: what is there already stays as it is."""
    user = _user()
    workspace = Workspace.objects.filter(name_normal=normal(WORKSPACE)).first()
    if workspace is None:
        workspace = create_workspace(actor_for(user), name=WORKSPACE)
    actor = actor_for(user)
    _import_leads(actor, workspace, late=False, tell=tell)
    for folder, make in (*PROGRAMS, *EMAILS):
        if not Folder.objects.filter(workspace=workspace, name_normal=normal(folder)).exists():
            tell(f"Making “{folder}” …")
            _make(actor, workspace, folder, make)
    _import_leads(actor, workspace, late=True, tell=tell)
    _settle()


def _user() -> User:
    """Signs in with the settings' words and is an administrator, for this is the first user of a new house."""
    found = User.objects.filter(username=settings.DEMO_USERNAME).first()
    return found or User.objects.create_superuser(
        username=settings.DEMO_USERNAME, email="demo@example.com", password=settings.DEMO_PASSWORD, first_name="Demo"
    )


def _import_leads(actor: Actor, workspace: Workspace, *, late: bool, tell: Tell) -> None:
    """The real leads where they are at hand, else made-up ones; the late ones as a file of their own."""
    file_name = f"leads, the last {LATE}.csv" if late else "leads.csv"
    if Job.objects.filter(workspace=workspace, params__file_name=file_name, state=Job.State.DONE).exists():
        return
    found = find_leads()
    tell(f"Importing {file_name} …" if found else f"Importing made-up people as {file_name} …")
    content = _part(found.read_bytes() if found else made_up_leads(), late=late)
    job = import_file(actor, workspace.pk, file_name=file_name, content=content, key="Lead Number")
    if job.state == Job.State.FAILED:
        raise CampaignError(job.reason)
    tell(f"{job.total - job.outcome['rejected']:,} people are there.")


def _part(content: bytes, *, late: bool) -> bytes:
    heading, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    written = io.StringIO()
    csv.writer(written).writerows([heading, *(lines[-LATE:] if late else lines[:-LATE])])
    return written.getvalue().encode()


def _make(actor: Actor, workspace: Workspace, folder: str, make: Callable[[Builder, str], Made]) -> None:
    """All of it, or, if it breaks off, nothing."""
    with transaction.atomic():
        demo = Builder(actor, workspace.pk)
        made = make(demo, demo.folder(folder))
        for campaign in made.triggers:
            activate(actor, workspace_id=workspace.pk, campaign_id=campaign)
        for campaign in made.runs:
            run_once(actor, workspace_id=workspace.pk, campaign_id=campaign)
    _settle()


def _settle() -> None:
    """Works until nothing is ready, as the workers of a running house would."""
    while True:
        while drain("trigger") or drain("batch"):
            pass
        sweep()
        ready = Wave.objects.filter(ready_at__lte=database_now()).exists()
        if not ready and not Run.objects.filter(state=Run.State.PREPARING).exists():
            return
        time.sleep(_PATIENCE)  # a worker of the running house is at it
