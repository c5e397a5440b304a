"""Partitions: which there are, and people moved into another one (reference 4.1, W01)."""

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside import people
from campaigns.services.lead_sync import move_people
from designer.marketo import envelope, records
from designer.marketo.base import View
from designer.marketo.errors import missing
from designer.marketo.field_names import wire_fields
from designer.marketo.leads import optional_text, outcome_wire
from designer.marketo.parameters import whole


class PartitionsView(View):
    def get(self, request: Request) -> Response:
        found = people.partitions(**self.scope)
        return envelope.leads([{"id": each.id, "name": each.name, "description": ""} for each in found])

    def post(self, request: Request) -> Response:
        wanted: list[tuple[int, str]] = []
        for each in records.objects(self.input):
            name = optional_text(each, "partitionName")
            if name is None:
                raise missing("partitionName")
            wanted.append((whole(each.get("id"), "id"), name))
        outcomes, fields = move_people(**self.scope, partitions=dict(wanted)), wire_fields(self.actor)
        return envelope.leads([outcome_wire(outcomes[person], fields) for person, _ in wanted])


urls = [path("rest/v1/leads/partitions.json", PartitionsView.as_view())]
