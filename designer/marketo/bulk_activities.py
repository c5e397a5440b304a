"""What files of exported activities say (reference 5.2)."""

import json

from campaigns.definitions.activity_types import BY_ID
from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.exports import ActivitiesAsked, ExportOrder, Position, Row
from campaigns.selectors.outside import exported
from campaigns.selectors.outside.exported import ExportedActivity
from designer.marketo.activity_wire import about_of, attributes_of, wire_type
from designer.marketo.bulk_contents import AT_ONCE, following, text
from designer.marketo.field_names import wire_fields
from designer.marketo.moments import written

FIELDS = (
    *("marketoGUID", "leadId", "activityDate", "activityTypeId", "campaignId"),
    *("primaryAttributeValueId", "primaryAttributeValue", "attributes"),
)
ON_DEMAND = ("actionResult",)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class ActivityContents:
    """Attributes are an object here, and a list in the API."""

    def __init__(self, order: ExportOrder) -> None:
        self.headings: Row = [each.heading for each in order.columns]
        self._places = [(*FIELDS, *ON_DEMAND).index(each.name) for each in order.columns]
        self._asked = ActivitiesAsked.model_validate(order.asked)
        self._activities = exported.activities(order.workspace_id, self._asked)
        self._fields = wire_fields(SYSTEM)

    def first(self) -> Position | None:
        span = self._activities.span()
        return following(span[0] - 1, span[1]) if span else None

    def page(self, at: Position) -> tuple[list[Row], Position | None]:
        last = min(at["from"] + AT_ONCE - 1, at["to"])
        rows = (self._row(each) for each in self._activities.between(at["from"], last))
        return [each for each in rows if each is not None], following(last, at["to"])

    def _row(self, found: ExportedActivity) -> Row | None:
        """None where it is about something else than what was asked for."""
        primary = found.attributes.get(BY_ID[found.type_id].primary)
        about, value = about_of(found.type_id, found.about, primary, self._fields)
        if not self._is_asked(about, value):
            return None
        attributes = attributes_of(found.type_id, found.attributes, reason=found.reason, result=found.result)
        texts = (
            str(found.id),
            str(found.person),
            text(written(found.occurred_at)),
            str(wire_type(found.type_id, found.about)),
            text(found.campaign),
            text(about),
            text(value),
            _encode(attributes),
            found.result,
        )
        return [texts[each] for each in self._places]

    def _is_asked(self, about: int | None, value: object) -> bool:
        if self._asked.about and about not in self._asked.about:
            return False
        return not self._asked.values or str(value) in self._asked.values
