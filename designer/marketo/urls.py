"""Every address of the Marketo-compatible API; what is none of them answers 610."""

from django.urls import URLPattern, URLResolver, include, re_path

from designer.marketo import (
    activities,
    activity_types,
    bulk_exports,
    bulk_imports,
    campaigns,
    channels,
    describe,
    email_writes,
    emails,
    external_activities,
    field_schema,
    flows,
    folders,
    form_assets,
    forms,
    identity,
    leads,
    lists,
    member_data,
    member_schema,
    memberships,
    my_tokens,
    partitions,
    program_members,
    programs,
    push,
    smart_campaigns,
    smart_list_rules,
    smart_lists,
    static_lists,
    usage,
)
from designer.marketo.base import Unknown

MODULES = (
    activities,
    activity_types,
    bulk_exports,
    bulk_imports,
    campaigns,
    channels,
    describe,
    email_writes,
    emails,
    external_activities,
    field_schema,
    flows,
    folders,
    form_assets,
    forms,
    identity,
    leads,
    lists,
    member_data,
    member_schema,
    memberships,
    my_tokens,
    partitions,
    program_members,
    programs,
    push,
    smart_campaigns,
    smart_list_rules,
    smart_lists,
    static_lists,
    usage,
)
known: list[URLPattern] = [url for module in MODULES for url in module.urls]

urlpatterns: list[URLPattern | URLResolver] = [
    *known,
    re_path(r"^rest/\.\./", include(known)),  # node-marketo-rest sends /rest/../bulk to the letter
    re_path(r"^(rest|bulk)/", Unknown.as_view()),
]
