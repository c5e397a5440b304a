"""Makes the workspace Demo with people, programs that teach, and runs to look at."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from campaigns.errors import CampaignError
from campaigns.services.demo.make import make_demo


class Command(BaseCommand):
    help = "Makes the workspace Demo, or what is missing of it, and prints how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            make_demo(self.stdout.write)
        except CampaignError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Sign in as {settings.DEMO_USERNAME} with the password {settings.DEMO_PASSWORD}.")
