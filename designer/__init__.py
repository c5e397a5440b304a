"""The doors of the house: HTTP, websockets, settings. It holds no campaign rule."""

from designer.celery import app as celery_app

__all__ = ["celery_app"]
