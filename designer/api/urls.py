"""Every address of the API."""

from django.urls import URLPattern

from designer.api import (
    api_users,
    campaigns,
    catalog,
    channels,
    drafts,
    emails,
    fields,
    imports,
    lists,
    me,
    notices,
    people,
    programs,
    queue,
    runs,
    schedules,
    single_actions,
    smart_lists,
    starting,
    tokens,
    tree,
    versions,
    webhooks,
    workspaces,
)

MODULES = (
    api_users,
    campaigns,
    catalog,
    channels,
    drafts,
    emails,
    fields,
    imports,
    lists,
    me,
    notices,
    people,
    programs,
    queue,
    runs,
    schedules,
    single_actions,
    smart_lists,
    starting,
    tokens,
    tree,
    versions,
    webhooks,
    workspaces,
)

urlpatterns: list[URLPattern] = [url for module in MODULES for url in module.urls]
