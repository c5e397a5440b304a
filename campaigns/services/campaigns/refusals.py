"""Turns problems that the checks found into refusals, each under the code of its rule."""

from collections.abc import Iterable, Sequence

from campaigns.engine.checks import Problem, errors_among
from campaigns.errors import (
    CampaignError,
    CampaignHasErrors,
    ChainNotAllowed,
    OtherWorkspace,
    StepNotAllowedInExecutable,
    TriggersNotAllowed,
    TriggerWhileScheduled,
    WarningsNotConfirmed,
)
from campaigns.selectors.problems import plain

# C02, C04, C11 and C13 are refused by every door; C12 may be drafted, but not published.
NEVER_SAVED: dict[str, type[CampaignError]] = {
    TriggersNotAllowed.code: TriggersNotAllowed,
    TriggerWhileScheduled.code: TriggerWhileScheduled,
    StepNotAllowedInExecutable.code: StepNotAllowedInExecutable,
    OtherWorkspace.code: OtherWorkspace,
}
NEVER_PUBLISHED: dict[str, type[CampaignError]] = {**NEVER_SAVED, ChainNotAllowed.code: ChainNotAllowed}
TO_CONFIRM = "broken_executable"


def refuse(problems: Iterable[Problem], codes: dict[str, type[CampaignError]]) -> None:
    """The first problem with one of these codes is the answer; all of them go along as details."""
    found = [problem for problem in errors_among(problems) if problem.code in codes]
    if found:
        raise codes[found[0].code](found[0].message, problems=plain(found))


def refuse_errors(problems: Sequence[Problem]) -> None:
    refuse(problems, NEVER_PUBLISHED)
    errors = errors_among(problems)
    if errors:
        more = f" There are {len(errors) - 1} more errors." if len(errors) > 2 else ""
        more = " There is one more error." if len(errors) == 2 else more
        raise CampaignHasErrors(f"The campaign has errors. {errors[0].message}{more}", problems=plain(errors))


def refuse_unconfirmed(problems: Iterable[Problem], *, confirmed: bool) -> None:
    """C10: a broken executable stops nobody, but whoever starts the caller has to know."""
    loud = [problem for problem in problems if problem.code == TO_CONFIRM]
    if loud and not confirmed:
        raise WarningsNotConfirmed(f"{loud[0].message} Confirm to start all the same.", problems=plain(loud))
