"""Channels; and the kinds of assets that this product doesn't have, of which there are none (reference 6.8)."""

from typing import Any

from django.urls import path, re_path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.text import normal
from campaigns.selectors.channels import ChannelRow, channels
from designer.marketo import envelope, paging
from designer.marketo.base import AssetView, NotKept

# Lists, byName and byId of what is not kept here.
NOT_KEPT = (
    "tagTypes|tagType/byName|program/byTag|program/[0-9]+/smartList|segmentation|segmentation/[0-9]+/segments|segments|"
    "landingPages|landingPage/byName|landingPage/[0-9]+|landingPageTemplates|landingPageTemplate/byName|files|"
    "file/byName|file/[0-9]+|snippets|snippet/[0-9]+|emailTemplates|emailTemplate/byName|emailTemplate/[0-9]+|"
    "redirectRules"
)


class ChannelsView(AssetView):
    def get(self, request: Request) -> Response:
        wanted = paging.wanted(self.given)
        found = channels(**self.scope)[wanted.offset : wanted.offset + wanted.limit]
        return envelope.assets([wire(each) for each in found])


class ChannelByNameView(AssetView):
    def get(self, request: Request) -> Response:
        name = normal(self.given.needed("name"))
        return envelope.assets([wire(each) for each in channels(**self.scope) if normal(each.name) == name])


def wire(channel: ChannelRow) -> dict[str, Any]:
    return {
        "id": channel.id,
        "name": channel.name,
        "applicableProgramType": "program",
        "progressionStatuses": [
            {
                "name": each.name,
                "step": each.step,
                "description": "",
                "hidden": each.hidden,
                "success": each.success,
            }
            for each in channel.statuses
        ],
    }


urls = [
    path("rest/asset/v1/channels.json", ChannelsView.as_view()),
    path("rest/asset/v1/channel/byName.json", ChannelByNameView.as_view()),
    re_path(rf"^rest/asset/v1/(?:{NOT_KEPT})\.json$", NotKept.as_view()),
]
