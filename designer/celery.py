"""Celery of the scaled set-up: one queue per lane, so a long batch never stands before a trigger."""

import gc
import os

from celery import Celery
from celery.signals import worker_process_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "designer.settings")

app = Celery("designer")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect
def freeze_the_program(**_: object) -> None:
    """What the program itself is made of lives as long as it does; no wave waits for its inspection."""
    gc.freeze()
