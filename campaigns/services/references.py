"""The index of who names what, kept on every save of a draft and every publishing (C17)."""

from collections.abc import Iterable, Iterator

from campaigns.catalog import catalog
from campaigns.definitions.email import EmailContent
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.definitions.text import normal
from campaigns.definitions.webhook import WebhookDefinition
from campaigns.engine.checks.refs import refs_of_flow, refs_of_smart_list
from campaigns.engine.checks.tokens import tokens_in
from campaigns.engine.scope import Ref
from campaigns.engine.tokens import Token, tokens_of
from campaigns.models import EmailAsset, Form, Reference, SmartCampaign, SmartListAsset, Webhook
from campaigns.storage.fields import all_fields, by_label

Row = tuple[str, int | None, str, str]  # target's type, its id or its name, relation
LARGEST_ID = 2**63 - 1  # nothing that exists has a larger one
OF_PEOPLE = ("lead", "company", "person")


def index_campaign(campaign: SmartCampaign, smart_list: SmartList, flow: Flow, *, published: bool) -> None:
    """My Tokens stand under their normal names, fields that tokens read under their own names."""
    refs = [*refs_of_smart_list(smart_list, catalog()), *refs_of_flow(flow, catalog()), *_token_refs(flow)]
    _replace("campaign", campaign.pk, campaign.workspace_id, refs, published=published)


def index_smart_list(smart_list: SmartListAsset, definition: SmartList) -> None:
    """Its edits count at once, so it stands here as published only."""
    refs = refs_of_smart_list(definition, catalog())
    _replace("smart_list", smart_list.pk, smart_list.workspace_id, refs, published=True)


def index_email(email: EmailAsset, contents: Iterable[EmailContent]) -> None:
    """The tokens that its draft or its approved version reads; campaigns feel a change at once."""
    fields = {name: field.name for name, field in by_label(all_fields()).items()}
    tokens = {token for content in contents for text in content.texts for token in tokens_of(text)}
    refs = [ref for token in tokens for ref in _refs_of_token(token, fields)]
    _replace("email", email.pk, email.workspace_id, refs, published=True)


def index_form(form: Form) -> None:
    """The fields that it asks for."""
    refs = [Ref("field", each["field"], "writes") for each in form.fields]
    _replace("form", form.pk, form.workspace_id, refs, published=True)


def index_webhook(webhook: Webhook, definition: WebhookDefinition) -> None:
    """The tokens that it reads and the fields that its answer fills."""
    fields = {name: field.name for name, field in by_label(all_fields()).items()}
    tokens = {token for text in definition.texts for token in tokens_of(text)}
    refs = [ref for token in tokens for ref in _refs_of_token(token, fields)]
    refs += [Ref("field", mapping.field, "writes") for mapping in definition.mappings]
    _replace("webhook", webhook.pk, webhook.workspace_id, refs, published=True)


def drop_index(source_type: str, source_id: int) -> None:
    Reference.objects.filter(source_type=source_type, source_id=source_id).delete()


def _replace(source_type: str, source_id: int, workspace_id: int, refs: Iterable[Ref], *, published: bool) -> None:
    """Autosave comes every second and rarely changes what is named."""
    wanted = {_row(ref) for ref in refs if not isinstance(ref.target, int) or 0 < ref.target <= LARGEST_ID}
    stored = Reference.objects.filter(source_type=source_type, source_id=source_id, published=published)
    if wanted == set(stored.values_list("target_type", "target_id", "target_name", "relation")):
        return
    stored.delete()
    Reference.objects.bulk_create(
        Reference(
            workspace_id=workspace_id,
            source_type=source_type,
            source_id=source_id,
            published=published,
            target_type=target_type,
            target_id=target_id,
            target_name=target_name,
            relation=relation,
        )
        for target_type, target_id, target_name, relation in sorted(wanted, key=str)
    )


def _row(ref: Ref) -> Row:
    if isinstance(ref.target, int):
        return (ref.type, ref.target, "", ref.relation)
    return (ref.type, None, ref.target[:255], ref.relation)


def _token_refs(flow: Flow) -> Iterator[Ref]:
    fields = {name: field.name for name, field in by_label(all_fields()).items()}
    for step in flow.steps:
        for _, branch in step.branches():
            for token in tokens_in(step, branch, catalog()):
                yield from _refs_of_token(token, fields)


def _refs_of_token(token: Token, fields: dict[str, str]) -> Iterator[Ref]:
    if token.family == "my":
        yield Ref("token", normal(token.name), "reads")
    elif token.family == "member":
        yield Ref("member_field", normal(token.name), "reads")
    elif token.family in OF_PEOPLE and token.name in fields:
        yield Ref("field", fields[token.name], "reads")
