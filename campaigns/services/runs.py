"""What people do to a run: pause or stop it, or give those whom an error stopped another try (S03, F08)."""

from collections.abc import Sequence

from campaigns.definitions.actor import Actor, Role
from campaigns.errors import Invalid, NotFound
from campaigns.models import Run
from campaigns.runtime import control
from campaigns.selectors.rights import require
from campaigns.selectors.run_errors import of_group
from campaigns.services.audit import audited

MOST = 10_000


@audited("aborted", Run, id="run_id", whole=False)
def abort(actor: Actor, *, workspace_id: int, run_id: int) -> None:
    """What has happened stays; campaigns that the run requested go on."""
    control.abort(_run(actor, workspace_id, run_id), by=actor.user_id)


@audited("paused", Run, id="run_id", whole=False)
def pause(actor: Actor, *, workspace_id: int, run_id: int) -> None:
    """Nobody is lost, and nothing is repeated when it is resumed."""
    control.pause(_run(actor, workspace_id, run_id))


@audited("resumed", Run, id="run_id", whole=False)
def resume(actor: Actor, *, workspace_id: int, run_id: int) -> None:
    control.resume(_run(actor, workspace_id, run_id))


@audited("retried people of", Run, id="run_id")
def retry(
    actor: Actor, *, workspace_id: int, run_id: int, entries: Sequence[int] = (), activities: Sequence[int] = ()
) -> int:
    """Held entries go on from their step; failed activities repeat their one step. How many."""
    run = _run(actor, workspace_id, run_id)
    if bool(entries) == bool(activities):
        raise Invalid("Name held entries, or failed activities, to be tried again; one of the two.")
    if len(entries) + len(activities) > MOST:
        raise Invalid(f"At most {MOST:,} can be tried again at once.")
    return control.retry_held(run, entries) if entries else control.retry_failed(run, activities)


@audited("retried people of", Run, id="run_id")
def retry_group(
    actor: Actor, *, workspace_id: int, run_id: int, kind: str, reason: str, path: str, step: str | None
) -> int:
    """Everybody of one group of errors, up to MOST at once; the others are a further call away. How many."""
    run = _run(actor, workspace_id, run_id)
    ids = of_group(run, kind=kind, reason=reason, path=path, step=step, limit=MOST)
    return control.retry_held(run, ids) if kind == "held" else control.retry_failed(run, ids)


def _run(actor: Actor, workspace_id: int, run_id: int) -> Run:
    require(actor, workspace_id, Role.MARKETER)
    run = Run.objects.filter(workspace_id=workspace_id, pk=run_id).first()
    if run is None:
        raise NotFound("There is no such run in this workspace.")
    return run
