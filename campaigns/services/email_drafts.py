"""E-mails written part by part, as integrations do: each call changes the draft as it stands."""

from collections.abc import Mapping

from django.db import transaction
from pydantic import ValidationError

from campaigns.definitions.actor import Actor
from campaigns.definitions.email import EmailContent
from campaigns.errors import Invalid
from campaigns.models import EmailAsset
from campaigns.services.emails import approve_email, create_email, save_email
from campaigns.services.placing import load


@transaction.atomic
def new_email(
    actor: Actor,
    *,
    workspace_id: int,
    name: str,
    parent: str | None,
    description: str,
    parts: Mapping[str, object],
) -> EmailAsset:
    made = create_email(actor, workspace_id=workspace_id, name=name, parent=parent, description=description)
    return write_email(actor, workspace_id=workspace_id, email_id=made.pk, parts=parts)


@transaction.atomic
def write_email(actor: Actor, *, workspace_id: int, email_id: int, parts: Mapping[str, object]) -> EmailAsset:
    """`parts` are fields of EmailContent; the others stay."""
    found = load(EmailAsset, actor, workspace_id=workspace_id, id=email_id)
    try:
        content = EmailContent.model_validate({**found.draft, **parts})
    except ValidationError as error:
        first = error.errors()[0]
        raise Invalid(f"{'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
    if content == EmailContent.model_validate(found.draft):
        return found
    return save_email(
        actor, workspace_id=workspace_id, email_id=email_id, edit_number=found.edit_number, content=content
    )


@transaction.atomic
def clone_email(
    actor: Actor, *, workspace_id: int, email_id: int, name: str, parent: str | None, description: str | None
) -> EmailAsset:
    """Of the draft; the clone waits to be approved."""
    source = load(EmailAsset, actor, workspace_id=workspace_id, id=email_id)
    said = source.description if description is None else description
    return new_email(actor, workspace_id=workspace_id, name=name, parent=parent, description=said, parts=source.draft)


@transaction.atomic
def discard_email_draft(actor: Actor, *, workspace_id: int, email_id: int) -> EmailAsset:
    """The draft is again what is approved."""
    found = load(EmailAsset, actor, workspace_id=workspace_id, id=email_id)
    if found.approved is None:
        raise Invalid(f"“{found.name}” was never approved, so there is only the draft. Delete it instead.")
    write_email(actor, workspace_id=workspace_id, email_id=email_id, parts=found.approved.content)
    return approve_email(actor, workspace_id=workspace_id, email_id=email_id)
