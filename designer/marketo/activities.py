"""Activities by paging tokens that carry a place in the feed (reference 4.3)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.activity_types import BY_KEY
from campaigns.selectors.outside.activities import Asked, FeedPage, Position, activities, position_at
from campaigns.selectors.outside.custom_activities import activity_types
from designer.marketo import envelope, moments, paging
from designer.marketo.activity_names import CUSTOM, FIRST_CUSTOM, all_types, described_custom
from designer.marketo.activity_wire import head, wire
from designer.marketo.base import View
from designer.marketo.errors import Refused, missing
from designer.marketo.field_names import WireField, wire_fields

MOST_TYPES, MOST_LEADS = 10, 30
FEED = "feed"
CHANGES = ("new_person", "change_data_value", "change_score")


class PagingTokenView(View):
    def get(self, request: Request) -> Response:
        since = position_at(moments.read(self.given.needed("sinceDatetime")))
        return envelope.leads(None, nextPageToken=_token(since))


class TypesView(View):
    def get(self, request: Request) -> Response:
        custom = activity_types(**self.scope)
        return envelope.leads([*all_types(), *(shown for each in custom for shown in described_custom(each))])


class FeedView(View):
    def page(self, **asked: Any) -> FeedPage:
        given = self.given
        text = given.needed("nextPageToken")
        leads = given.numbers("leadIds")
        if len(leads) > MOST_LEADS:
            raise Refused("1003", f"At most {MOST_LEADS} leadIds can be asked for at once; these are {len(leads)}.")
        list_id = given.whole("listId", 0) or None
        wanted = Asked(people=leads, list_id=list_id, **asked)
        after = Position(*paging.position(text, FEED, 2))
        return activities(**self.scope, asked=wanted, after=after, limit=paging.batch_size(given))

    def answer(self, page: FeedPage, shown: list[dict[str, Any]]) -> Response:
        """The token always comes along: asked with it later, only what is newer comes."""
        return envelope.leads(shown, nextPageToken=_token(page.after), moreResult=page.more)


class ActivitiesView(FeedView):
    def get(self, request: Request) -> Response:
        given = self.given
        given.needed("nextPageToken")
        types = given.numbers("activityTypeIds")
        if not types:
            raise missing("activityTypeIds")
        if len(types) > MOST_TYPES:
            raise Refused("1003", f"At most {MOST_TYPES} activityTypeIds can be given; these are {len(types)}.")
        page = self.page(**types_asked(types), assets=given.numbers("assetIds"))
        fields = wire_fields(self.actor)
        return self.answer(page, [wire(each, fields) for each in page.items])


class LeadChangesView(FeedView):
    def get(self, request: Request) -> Response:
        given = self.given
        given.needed("nextPageToken")
        names = given.words("fields")
        if not names:
            raise missing("fields")
        fields = wire_fields(self.actor)
        unknown = next((each for each in names if each not in fields.by_rest), None)
        if unknown is not None:
            raise Refused("1006", f"Field '{unknown:.100}' not found")
        wanted = {fields.by_rest[each].name: fields.by_rest[each] for each in names}
        page = self.page(types=[BY_KEY[key].id for key in CHANGES])
        changes = ((each, _change(each.row.attributes, wanted, each.type_id)) for each in page.items)
        shown = [head(each) | {"fields": change, "attributes": []} for each, change in changes if change is not None]
        return self.answer(page, shown)


class DeletedLeadsView(FeedView):
    def get(self, request: Request) -> Response:
        page = self.page(types=[BY_KEY["delete_person"].id])
        fields = wire_fields(self.actor)
        return self.answer(page, [wire(each, fields) for each in page.items])


def types_asked(asked: list[int]) -> dict[str, Any]:
    """Custom activities share one type; which of them it is, is what the activity is about."""
    custom = [each - FIRST_CUSTOM for each in asked if each > FIRST_CUSTOM]
    plain = [each for each in asked if each <= FIRST_CUSTOM and each != BY_KEY[CUSTOM].id]
    return {"types": plain, "custom": custom}


def _change(attributes: dict[str, Any], wanted: dict[str, WireField], type_: int) -> list[dict[str, Any]] | None:
    """The one field that changed; nothing for a new lead; None where it is none of the fields that were asked for."""
    if type_ == BY_KEY["new_person"].id:
        return []
    field = wanted.get(str(attributes.get("Attribute Name") or attributes.get("Score Name")))
    if field is None:
        return None
    old, new = attributes.get("Old Value"), attributes.get("New Value")
    return [{"id": field.number, "name": field.rest, "newValue": new, "oldValue": old}]


def _token(at: Position) -> str:
    return paging.token(FEED, at.feed_no, at.id)


ACTIVITIES = "rest/v1/activities"
urls = [
    path(f"{ACTIVITIES}.json", ActivitiesView.as_view()),
    path(f"{ACTIVITIES}/pagingtoken.json", PagingTokenView.as_view()),
    path(f"{ACTIVITIES}/types.json", TypesView.as_view()),
    path(f"{ACTIVITIES}/leadchanges.json", LeadChangesView.as_view()),
    path(f"{ACTIVITIES}/deletedleads.json", DeletedLeadsView.as_view()),
]
