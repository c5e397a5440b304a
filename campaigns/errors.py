"""Everything that the domain may refuse to do: one class per refusal, its docstring is the sentence."""

from typing import ClassVar


class CampaignError(Exception):
    """The request was understood and refused."""

    code: ClassVar[str] = "refused"

    def __init__(self, message: str | None = None, **details: object) -> None:
        self.details = details
        self.message = message or " ".join((self.__doc__ or "").split())
        super().__init__(self.message)


class NotFound(CampaignError):
    """There is no such thing in this workspace."""

    code = "not_found"


class NotAllowed(CampaignError):
    """Your role in this workspace does not allow this. Ask a workspace admin."""

    code = "not_allowed"


class Invalid(CampaignError):
    """Something in what was sent can't be accepted."""

    code = "invalid"


class StaleEdit(CampaignError):
    """Somebody saved a newer version in the meantime. Your edit was not saved; compare both versions."""

    code = "stale_edit"


class NameTaken(CampaignError):
    """This name is already taken here. Choose another one."""

    code = "name_taken"


class StillUsed(CampaignError):
    """This is still used elsewhere and can't be deleted. Remove it from the places that use it first."""

    code = "still_used"


class MoveWouldCross(CampaignError):
    """In another workspace it could not reach what it uses, or what uses it could not reach it any more."""

    code = "move_would_cross"


class LastAdmin(CampaignError):
    """A workspace needs at least one admin. Make somebody else admin first."""

    code = "last_admin"


class TriggersNotAllowed(CampaignError):
    """An executable campaign has no triggers. Remove the triggers first, or leave Executable unticked."""

    code = "triggers_not_allowed"


class StepNotAllowedInExecutable(CampaignError):
    """An executable campaign can't wait or call a webhook. Put the step into the parent or a requested campaign."""

    code = "step_not_allowed_in_executable"


class ExecutableNotStartable(CampaignError):
    """An executable campaign runs only when another campaign executes it. To start it from outside, clone it
    without Executable and add the trigger Campaign is Requested with source Web Service API."""

    code = "executable_not_startable"


class ExecutableIsFixed(CampaignError):
    """Executable is chosen when a campaign is created or cloned and can't be changed later."""

    code = "executable_is_fixed"


class ChainNotAllowed(CampaignError):
    """A chain of Execute Campaign steps may hold three executables and no circle."""

    code = "chain_not_allowed"


class OtherWorkspace(CampaignError):
    """Campaigns can't be executed or requested across workspaces."""

    code = "other_workspace"


class CampaignHasErrors(CampaignError):
    """The campaign has errors. Mend them, then try again."""

    code = "campaign_has_errors"


class CampaignRunning(CampaignError):
    """The campaign is running. Wait until the run has ended, or abort it."""

    code = "campaign_running"


class NotATriggerCampaign(CampaignError):
    """Only a campaign with a trigger can be activated. Add a trigger to its smart list, or run it once."""

    code = "not_a_trigger_campaign"


class NotABatchCampaign(CampaignError):
    """A campaign with triggers starts by its triggers. Activate it instead of running it."""

    code = "not_a_batch_campaign"


class TriggerWhileScheduled(CampaignError):
    """Runs of this campaign are scheduled, so it can't get a trigger. Cancel the scheduled runs first."""

    code = "trigger_while_scheduled"


class NotRequestable(CampaignError):
    """The campaign is not active, or has no trigger Campaign is Requested that accepts this source."""

    code = "not_requestable"


class EveryoneNotConfirmed(CampaignError):
    """The smart list is empty, so this would run on everyone. Add a filter, or type the number of people to confirm."""

    code = "everyone_not_confirmed"


class WarningsNotConfirmed(CampaignError):
    """An executable that this campaign calls has errors, so nobody qualifies for it. Confirm to start all the same."""

    code = "warnings_not_confirmed"


class TooManyPeople(CampaignError):
    """More people qualify than the person restriction allows, so the run does not start."""

    code = "too_many_people"


class NotASingleAction(CampaignError):
    """This step only makes sense inside a campaign's flow, so it can't be run by itself."""

    code = "not_a_single_action"


class CountNotConfirmed(CampaignError):
    """This would change many people. Type their number to confirm."""

    code = "count_not_confirmed"


class RunEnded(CampaignError):
    """The run has already ended."""

    code = "run_ended"


class EmailHasErrors(CampaignError):
    """The e-mail has errors and can't be approved. Mend them, then try again."""

    code = "email_has_errors"


class EmailInUse(CampaignError):
    """A live campaign sends this e-mail. Stop the campaign first, or approve a new version."""

    code = "email_in_use"


class MailNotSent(CampaignError):
    """The mail server did not take the mail. Try again later, or ask whoever runs this installation."""

    code = "mail_not_sent"


class UnknownClient(CampaignError):
    """There is no API user with this client id, or it was revoked."""

    code = "unknown_client"


class BadSecret(CampaignError):
    """The client secret is not the right one."""

    code = "bad_secret"


class TokenInvalid(CampaignError):
    """Access token invalid"""

    code = "token_invalid"


class TokenExpired(CampaignError):
    """Access token expired"""

    code = "token_expired"


class TooManyExports(CampaignError):
    """Too many jobs in queue"""

    code = "too_many_exports"


class AlreadyQueued(CampaignError):
    """Job already queued"""

    code = "already_queued"


class ExportQuotaReached(CampaignError):
    """Export daily quota exceeded"""

    code = "export_quota_reached"


class TooManyImports(CampaignError):
    """Too many imports"""

    code = "too_many_imports"


class UnknownStatus(CampaignError):
    """Program status not found"""

    code = "unknown_status"
