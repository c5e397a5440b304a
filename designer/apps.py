"""Tells Django about the doors."""

from django.apps import AppConfig


class DesignerConfig(AppConfig):
    name = "designer"

    def ready(self) -> None:
        from designer.realtime import relay  # Channels wants Django's apps to be there

        relay.start()
