"""Leads pushed into a program: made or changed, and members of it (reference 4.1)."""

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.services.lead_push import push_people
from designer.marketo import envelope, records
from designer.marketo.base import View
from designer.marketo.errors import Refused, missing
from designer.marketo.field_names import wire_fields
from designer.marketo.leads import Batch, looked_up, optional_text


class PushView(View):
    not_found = "Program not found"

    def post(self, request: Request) -> Response:
        body, sent = self.json, records.objects(self.input)
        program, fields = optional_text(body, "programName"), wire_fields(self.actor)
        if program is None:
            raise missing("programName")
        lookup = looked_up(body, fields, by_id=False)
        batch = Batch(sent, fields, lookup)
        outcomes = push_people(
            **self.scope,
            program=program,
            records=batch.records,
            lookup=lookup,
            partition=optional_text(body, "partitionName"),
            status=optional_text(body, "programStatus"),
            said=(optional_text(body, "source") or "", optional_text(body, "reason") or ""),
        )
        if outcomes is None:
            raise Refused("1025", "Program status not found")
        return envelope.leads(batch.answered(outcomes))


urls = [path("rest/v1/leads/push.json", PushView.as_view())]
