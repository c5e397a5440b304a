"""E-mails: made, edited as a draft, approved, and taken back (F07)."""

from django.utils import timezone

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.email import EmailContent
from campaigns.engine.emails.checks import faults_of
from campaigns.errors import EmailHasErrors, EmailInUse, Invalid, StaleEdit
from campaigns.events import DraftSaved, TreeChanged, publish
from campaigns.models import EmailAsset, EmailVersion
from campaigns.selectors.emails import email_row, has_unapproved_changes, live_senders
from campaigns.selectors.places import find_place, node
from campaigns.selectors.rights import require
from campaigns.selectors.used_by import refuse_while_used, used_by
from campaigns.services.audit import audited
from campaigns.services.campaigns.faults import recheck_users
from campaigns.services.definitions import storable
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import UNSET, Parent, load, rename_and_move
from campaigns.services.references import drop_index, index_email

PLACED = ["name", "name_normal", "description", "folder", "program"]


@audited("made", EmailAsset)
def create_email(
    actor: Actor, *, workspace_id: int, name: str, parent: str | None = None, description: str = ""
) -> EmailAsset:
    require(actor, workspace_id, Role.MARKETER)
    place = find_place(workspace_id, parent)
    made = EmailAsset(
        workspace_id=workspace_id,
        folder_id=place.folder,
        program_id=place.program,
        name=clean_name(name),
        description=description,
        draft=EmailContent().model_dump(mode="json"),
        saved_by_id=actor.user_id,
    )
    with name_is_free(made.name):
        made.save()
    publish(TreeChanged(workspace_id))
    return made


@audited("renamed or moved", EmailAsset, id="email_id")
def update_email(
    actor: Actor,
    *,
    workspace_id: int,
    email_id: int,
    name: str | None = None,
    description: str | None = None,
    parent: Parent = UNSET,
) -> EmailAsset:
    found = load(EmailAsset, actor, workspace_id=workspace_id, id=email_id)
    rename_and_move(found, name=name, parent=parent)
    if description is not None:
        found.description = description
    with name_is_free(found.name):
        found.save(update_fields=PLACED)
    publish(TreeChanged(workspace_id))
    return found


@audited("deleted", EmailAsset, id="email_id")
def delete_email(actor: Actor, *, workspace_id: int, email_id: int) -> None:
    """C17. What was approved stays, for mails that were sent refer to it."""
    found = load(EmailAsset, actor, workspace_id=workspace_id, id=email_id)
    refuse_while_used(found.name, used_by(workspace_id, "email", ids=[found.pk]))
    drop_index("email", found.pk)
    found.delete()
    publish(TreeChanged(workspace_id))


@audited("edited", EmailAsset, id="email_id", merges=True)
def save_email(
    actor: Actor, *, workspace_id: int, email_id: int, edit_number: int, content: EmailContent
) -> EmailAsset:
    """Into the draft; campaigns go on sending what is approved. Errors are saved too, and can't be approved."""
    found = load(EmailAsset, actor, workspace_id=workspace_id, id=email_id)
    if found.edit_number != edit_number:
        shown = {"edit_number", "saved_by", "saved_at", "content"}
        raise StaleEdit(**email_row(found).model_dump(mode="json", include=shown))
    found.draft = storable(content)
    found.edit_number += 1
    found.saved_at = timezone.now()
    found.saved_by_id = actor.user_id
    found.save(update_fields=["draft", "edit_number", "saved_at", "saved_by"])
    index(found)
    publish(DraftSaved(workspace_id, node("email", found.pk), found.edit_number, actor.name))
    return found


@audited("approved", EmailAsset, id="email_id")
def approve_email(actor: Actor, *, workspace_id: int, email_id: int) -> EmailAsset:
    """From now on every step that sends it sends this."""
    found = load(EmailAsset, actor, workspace_id=workspace_id, id=email_id)
    content = EmailContent.model_validate(found.draft)
    faults = list(faults_of(content))
    if faults:
        raise EmailHasErrors(f"“{found.name}” can't be approved yet. {faults[0]}", problems=faults)
    if found.approved is None or has_unapproved_changes(found):
        found.approved = _version(found, actor)
        found.save(update_fields=["approved"])
        index(found)
        recheck_users(workspace_id, "email", [found.pk])
        publish(TreeChanged(workspace_id))
    return found


@audited("unapproved", EmailAsset, id="email_id")
def unapprove_email(actor: Actor, *, workspace_id: int, email_id: int) -> EmailAsset:
    """Refused while a live campaign sends it: its people would be sent nothing."""
    found = load(EmailAsset, actor, workspace_id=workspace_id, id=email_id)
    if found.approved is None:
        raise Invalid(f"“{found.name}” is not approved.")
    users = live_senders(found)
    if users:
        said = ", ".join(f"“{name}”" for name in users[:5])
        raise EmailInUse(f"“{found.name}” is sent by {said}, which is live. Stop that first, or approve a new version.")
    found.approved = None
    found.save(update_fields=["approved"])
    index(found)
    recheck_users(workspace_id, "email", [found.pk])
    publish(TreeChanged(workspace_id))
    return found


def _version(email: EmailAsset, actor: Actor) -> EmailVersion:
    last = email.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return EmailVersion.objects.create(
        workspace_id=email.workspace_id,
        email=email,
        number=last + 1,
        edit_number=email.edit_number,
        content=email.draft,
        approved_at=timezone.now(),
        approved_by_id=actor.user_id,
    )


def index(email: EmailAsset) -> None:
    """Both what is written and what is sent use their tokens."""
    contents = [EmailContent.model_validate(email.draft)]
    if email.approved is not None:
        contents.append(EmailContent.model_validate(email.approved.content))
    index_email(email, contents)
