"""Every address of the API."""

from django.urls import URLPattern

from designer.api import me, workspaces

MODULES = (me, workspaces)

urlpatterns: list[URLPattern] = [url for module in MODULES for url in module.urls]
