"""Every address of the API."""

from django.urls import URLPattern

from designer.api import channels, fields, me, programs, tokens, tree, workspaces

MODULES = (channels, fields, me, programs, tokens, tree, workspaces)

urlpatterns: list[URLPattern] = [url for module in MODULES for url in module.urls]
