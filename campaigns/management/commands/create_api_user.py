"""Makes an API user for the Marketo-compatible API and prints its client id and secret as JSON."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from campaigns.definitions.actor import SYSTEM, Role
from campaigns.definitions.text import normal
from campaigns.errors import CampaignError
from campaigns.models import Workspace
from campaigns.services.api_users import create_api_user


class Command(BaseCommand):
    help = "Makes an API user. The secret is printed once and can't be read again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="what it is for, such as “CRM sync”")
        parser.add_argument("--workspace", required=True, help="the workspace's name")
        parser.add_argument("--role", choices=[role.value for role in Role], default=Role.MARKETER.value)

    def handle(self, *args: Any, **options: Any) -> None:
        workspace = Workspace.objects.filter(name_normal=normal(options["workspace"])).first()
        if workspace is None:
            raise CommandError(f"There is no workspace “{options['workspace']}”.")
        try:
            made = create_api_user(SYSTEM, workspace_id=workspace.pk, name=options["name"], role=Role(options["role"]))
        except CampaignError as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(made.model_dump_json(indent=2, include={"name", "role", "client_id", "client_secret"}))
