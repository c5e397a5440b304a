"""Tells Django about the doors."""

from django.apps import AppConfig


class DesignerConfig(AppConfig):
    name = "designer"

    def ready(self) -> None:
        from designer.marketo import bulk_exports  # models and Channels want Django's apps to be there
        from designer.realtime import relay

        bulk_exports.tell_worker()
        relay.start()
