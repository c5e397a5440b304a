"""Every address of the API."""

from django.urls import URLPattern

from designer.api import me

MODULES = (me,)

urlpatterns: list[URLPattern] = [url for module in MODULES for url in module.urls]
