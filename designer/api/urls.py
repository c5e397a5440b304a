"""Every address of the API."""

from django.urls import URLPattern

from designer.api import fields, me, workspaces

MODULES = (fields, me, workspaces)

urlpatterns: list[URLPattern] = [url for module in MODULES for url in module.urls]
