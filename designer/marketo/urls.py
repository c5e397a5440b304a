"""Every address of the Marketo-compatible API; what is none of them answers 610."""

from django.urls import URLPattern, URLResolver, include, re_path

from designer.marketo import (
    campaigns,
    channels,
    emails,
    flows,
    folders,
    identity,
    my_tokens,
    programs,
    smart_campaigns,
    smart_list_rules,
    smart_lists,
    static_lists,
)
from designer.marketo.base import Unknown

MODULES = (
    campaigns,
    channels,
    emails,
    flows,
    folders,
    identity,
    my_tokens,
    programs,
    smart_campaigns,
    smart_list_rules,
    smart_lists,
    static_lists,
)
known: list[URLPattern] = [url for module in MODULES for url in module.urls]

urlpatterns: list[URLPattern | URLResolver] = [
    *known,
    re_path(r"^rest/\.\./", include(known)),  # node-marketo-rest sends /rest/../bulk to the letter
    re_path(r"^(rest|bulk)/", Unknown.as_view()),
]
