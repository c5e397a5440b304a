"""What files of exported activities say (reference 5.2)."""

import json
from functools import lru_cache

from campaigns.definitions.activity_types import BY_ID
from campaigns.definitions.actor import SYSTEM
from campaigns.definitions.exports import ActivitiesAsked, ExportOrder, Position, Row
from campaigns.selectors.outside import exported
from campaigns.selectors.outside.exported import ExportedActivity, Said
from designer.marketo.activity_wire import about_of, attributes_of, wire_type
from designer.marketo.bulk_contents import AT_ONCE, following, text
from designer.marketo.field_names import wire_fields
from designer.marketo.moments import written

FIELDS = (
    *("marketoGUID", "leadId", "activityDate", "activityTypeId", "campaignId"),
    *("primaryAttributeValueId", "primaryAttributeValue", "attributes"),
)
ON_DEMAND = ("actionResult",)
REMEMBERED = 5_000  # waves leave many activities that say the same
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class ActivityContents:
    """Attributes are an object here, and a list in the API."""

    def __init__(self, order: ExportOrder) -> None:
        self.headings: Row = [each.heading for each in order.columns]
        self._places = [(*FIELDS, *ON_DEMAND).index(each.name) for each in order.columns]
        self._asked = ActivitiesAsked.model_validate(order.asked)
        self._activities = exported.activities(order.workspace_id, self._asked)
        self._fields = wire_fields(SYSTEM)
        self._said = lru_cache(maxsize=REMEMBERED)(self._texts)

    def first(self) -> Position | None:
        span = self._activities.span()
        return following(span[0] - 1, span[1]) if span else None

    def page(self, at: Position) -> tuple[list[Row], Position | None]:
        last = min(at["from"] + AT_ONCE - 1, at["to"])
        rows = (self._row(each) for each in self._activities.between(at["from"], last))
        return [each for each in rows if each is not None], following(last, at["to"])

    def _row(self, found: ExportedActivity) -> Row | None:
        """None where it is about something else than what was asked for."""
        said = self._said(found.said)
        if said is None:
            return None
        id, when = str(found.id), text(written(found.occurred_at))
        texts = (id, str(found.person), when, said[0], text(found.campaign), *said[1:])
        return [texts[each] for each in self._places]

    def _texts(self, said: Said) -> tuple[str, ...] | None:
        """Its type, its primary attribute's id and value, the attributes and the result."""
        held = said.told()
        about, value = about_of(said.type_id, said.about, held.get(BY_ID[said.type_id].primary), self._fields)
        if not self._is_asked(about, value):
            return None
        attributes = attributes_of(said.type_id, held, reason=said.reason, result=said.result)
        type_ = wire_type(said.type_id, said.about)
        return str(type_), text(about), text(value), _encode(attributes), said.result

    def _is_asked(self, about: int | None, value: object) -> bool:
        if self._asked.about and about not in self._asked.about:
            return False
        return not self._asked.values or str(value) in self._asked.values
