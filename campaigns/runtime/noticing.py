"""Makes notices of events that people should not miss, in the words in which they read them."""

from zoneinfo import ZoneInfo

from django.utils import timezone

from campaigns.events import CampaignBroke, Event, JobEnded, RunAborted, RunNotStarted, RunsMissed, WebhookFailing
from campaigns.models import Job, Notice, Run, SmartCampaign, User, Webhook
from campaigns.storage.notices import is_told, note

Kind = Notice.Kind
NOUNS = {
    "import": "The import",
    "export": "The export",
    "clone_program": "The clone",
    "move_people": "Moving people",
}


def hear(event: Event) -> None:
    """Inside the transaction in which it happened."""
    match event:
        case RunNotStarted():
            _not_started(event)
        case RunsMissed():
            _missed(event)
        case RunAborted():
            _aborted(event)
        case CampaignBroke():
            _broke(event)
        case WebhookFailing():
            _failing(event)
        case JobEnded():
            _job_ended(event)
        case _:
            pass


def _not_started(event: RunNotStarted) -> None:
    campaign = SmartCampaign.objects.get(pk=event.campaign_id)
    kind = Kind.RUN_NOT_STARTED if event.planned_at else Kind.RUN_FAILED
    said = "did not start as scheduled" if event.planned_at else "could not run"
    moment = event.planned_at or timezone.now()
    _about(campaign, kind, f"“{campaign.name}” {said}: {event.reason}", key=f"{campaign.pk}:{moment.isoformat()}")


def _missed(event: RunsMissed) -> None:
    """After a long downtime one notice sums them up (S09)."""
    campaign = SmartCampaign.objects.select_related("workspace").get(pk=event.campaign_id)
    zone = ZoneInfo(campaign.workspace.timezone)
    first, last = (f"{each.astimezone(zone):%Y-%m-%d %H:%M}" for each in (event.first, event.last))
    text = (
        f"“{campaign.name}” missed {event.count} scheduled runs, from {first} to {last} ({zone.key}), because nothing "
        "could start at those times. Its Schedule page lists them."
    )
    _about(campaign, Kind.RUN_NOT_STARTED, text, key=f"{campaign.pk}:{event.last.isoformat()}")


def _aborted(event: RunAborted) -> None:
    run = Run.objects.select_related("campaign").get(pk=event.run_id)
    name = run.campaign.name if run.campaign else "A single flow action"
    by = User.objects.filter(pk=event.by).first()
    who = f" by {by.get_full_name() or by.get_username()}" if by else ""
    text = f"The run of “{name}” was aborted{who}. What had happened until then stays."
    note(run.workspace_id, Kind.RUN_ABORTED, text, target=f"run:{run.pk}", key=str(run.pk), to=[run.started_by_id])


def _broke(event: CampaignBroke) -> None:
    campaign = SmartCampaign.objects.get(pk=event.campaign_id)
    what = "Nobody qualifies for it any more" if campaign.executable else "It still runs as it was published"
    text = f"“{campaign.name}” has become invalid: {event.fault} {what}."
    _about(campaign, Kind.CAMPAIGN_INVALID, text, key=f"{campaign.pk}:{timezone.now().isoformat()}")


def _about(campaign: SmartCampaign, kind: Notice.Kind, text: str, *, key: str) -> None:
    target = f"campaign:{campaign.pk}"
    note(campaign.workspace_id, kind, text, target=target, key=key, to=[campaign.saved_by_id])


def _failing(event: WebhookFailing) -> None:
    """Once an hour at most, however many people wait for it."""
    key = f"{event.webhook_id}:{timezone.now():%Y-%m-%dT%H}"
    webhook = Webhook.objects.filter(pk=event.webhook_id).first()
    if webhook is None or is_told(Kind.WEBHOOK_FAILING, key):
        return
    text = f"The webhook “{webhook.name}” keeps failing: {event.reason}"
    note(event.workspace_id, Kind.WEBHOOK_FAILING, text, target=f"webhook:{webhook.pk}", key=key)


def _job_ended(event: JobEnded) -> None:
    """Whoever began it is told; of a failure the admins too. Of exports only that, for programs wait for them."""
    job = Job.objects.get(pk=event.job_id)
    if job.kind == "export" and job.state != Job.State.FAILED:
        return
    name = job.params.get("file_name") or job.params.get("name") or ""
    what = f"{NOUNS.get(job.kind, 'A job')} {f'“{name}” ' if name else ''}"
    failed = job.state == Job.State.FAILED
    text = f"{what}failed: {job.reason}" if failed else f"{what}is done."
    target = {"import": f"import:{job.pk}", "clone_program": f"program:{job.params.get('program')}"}.get(job.kind, "")
    if not target and "campaign" in job.params:
        target = f"campaign:{job.params['campaign']}"
    to = [job.created_by_id]
    note(job.workspace_id, Kind.JOB_DONE, text, target=target, key=str(job.pk), to=to, admins=failed)
