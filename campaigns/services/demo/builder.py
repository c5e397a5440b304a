"""Makes folders, programs, lists and campaigns as a marketer would: through the services, in few words."""

from collections.abc import Iterable, Mapping
from typing import Any

from campaigns.definitions.actor import Actor
from campaigns.definitions.fields import FieldType
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.definitions.text import normal
from campaigns.models import Channel, ChannelStatus, FieldDefinition, Program
from campaigns.services.campaigns.drafts import save_draft
from campaigns.services.campaigns.placing import create_campaign
from campaigns.services.campaigns.settings import change_settings
from campaigns.services.fields import add_field
from campaigns.services.folders import create_folder
from campaigns.services.lists import create_list
from campaigns.services.programs import create_program
from campaigns.services.smart_lists import create_smart_list, save_smart_list
from campaigns.services.tokens import create_token
from campaigns.storage.fields import all_fields

Rule = dict[str, Any]
Step = dict[str, Any]


class Builder:
    """Nodes are written as everywhere: "folder:3", "program:4"."""

    def __init__(self, actor: Actor, workspace_id: int) -> None:
        self.actor = actor
        self.workspace_id = workspace_id
        self._names = {normal(field.label): field.name for field in all_fields().values()}

    def field(self, label: str) -> str:
        """The API name of the field that people see under this label."""
        return self._names[normal(label)]

    def new_field(self, label: str, type: FieldType = FieldType.TEXT) -> str:
        if not FieldDefinition.objects.filter(label_normal=normal(label)).exists():
            self._names[normal(label)] = add_field(label=label, type=type).name
        return self.field(label)

    def folder(self, name: str) -> str:
        made = create_folder(self.actor, workspace_id=self.workspace_id, name=name, parent=None)
        return f"folder:{made.pk}"

    def program(
        self,
        name: str,
        parent: str,
        *,
        channel: str = "Operational",
        tokens: Mapping[str, str] | None = None,
        about: str,
    ) -> str:
        """`tokens` are My Tokens of type text, except my.score, which is a score."""
        used = Channel.objects.get(workspace=self.workspace_id, name=channel)
        made = create_program(
            self.actor,
            workspace_id=self.workspace_id,
            name=name,
            channel=used.pk,
            parent=parent,
            description=about,
        )
        for token, value in (tokens or {}).items():
            create_token(
                self.actor,
                workspace_id=self.workspace_id,
                owner=f"program:{made.pk}",
                name=token,
                type="score" if token == "score" else "text",
                value=value,
            )
        return f"program:{made.pk}"

    def status(self, program: str, name: str) -> tuple[int, int]:
        """The ids of the program and of its status of that name."""
        found = Program.objects.get(pk=int(program.removeprefix("program:")))
        return found.pk, ChannelStatus.objects.get(channel=found.channel_id, name=name).pk

    def list(self, name: str, parent: str) -> int:
        return create_list(self.actor, workspace_id=self.workspace_id, name=name, parent=parent).pk

    def smart_list(self, name: str, parent: str, *, filters: Iterable[Rule], about: str) -> int:
        made = create_smart_list(
            self.actor, workspace_id=self.workspace_id, name=name, parent=parent, description=about
        )
        save_smart_list(
            self.actor,
            workspace_id=self.workspace_id,
            smart_list_id=made.pk,
            edit_number=made.edit_number,
            smart_list=SmartList.model_validate({"filters": _numbered(filters, "filter")}),
        )
        return made.pk

    def campaign(
        self,
        name: str,
        parent: str,
        *,
        about: str,
        steps: Iterable[Step],
        filters: Iterable[Rule] = (),
        triggers: Iterable[Rule] = (),
        executable: bool = False,
        once: bool = False,
    ) -> int:
        made = create_campaign(
            self.actor,
            workspace_id=self.workspace_id,
            name=name,
            parent=parent,
            description=about,
            executable=executable,
        )
        smart_list = {"triggers": _numbered(triggers, "trigger"), "filters": _numbered(filters, "filter")}
        save_draft(
            self.actor,
            workspace_id=self.workspace_id,
            campaign_id=made.pk,
            edit_number=made.edit_number,
            smart_list=SmartList.model_validate(smart_list),
            flow=Flow.model_validate({"steps": _numbered(steps, "step")}),
        )
        if not once:
            changes = {"qualification": {"mode": "every_time"}}
            change_settings(self.actor, workspace_id=self.workspace_id, campaign_id=made.pk, changes=changes)
        return made.pk

    def people(self, label: str, operator: str, *values: str | int) -> Rule:
        """The filter on a person's field."""
        return rule("person_field", field=self.field(label), operator=operator, values=[str(value) for value in values])


def rule(kind: str, **params: Any) -> Rule:
    return {"kind": kind, "params": params}


def step(kind: str, **params: Any) -> Step:
    return {"kind": kind, "default": {"params": params}}


def choosing(kind: str, *choices: tuple[Rule, Mapping[str, Any]], default: Mapping[str, Any] | None) -> Step:
    """Each choice is its condition and the step's parameters; without a default nothing is done for the others."""
    return {
        "kind": kind,
        "choices": [
            {"id": f"choice{number}", "condition": condition, "params": dict(params)}
            for number, (condition, params) in enumerate(choices, start=1)
        ],
        "default": {"do_nothing": True} if default is None else {"params": dict(default)},
    }


def _numbered(things: Iterable[dict[str, Any]], word: str) -> "list[dict[str, Any]]":
    return [{**each, "id": f"{word}{number}"} for number, each in enumerate(things, start=1)]
