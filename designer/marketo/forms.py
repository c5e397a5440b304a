"""Forms that integrations submit for their visitors (reference 4.1)."""

from typing import Any

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.outside import people
from campaigns.services.submissions import submit_by_api
from campaigns.services.tracking import PageView
from designer.marketo import envelope, records
from designer.marketo.base import View
from designer.marketo.errors import Refused, missing, wrong_type
from designer.marketo.field_names import wire_fields
from designer.marketo.parameters import whole


class SubmitView(View):
    not_found = "Form not found"

    def post(self, request: Request) -> Response:
        form, sent = self.json.get("formId"), records.objects(self.input)
        if form is None:
            raise missing("formId")
        if len(sent) > 1:
            raise Refused("1003", "One form can be submitted at once.")
        values = self._values(sent[0].get("leadFormFields"))
        known = self._known_people(values)
        person = submit_by_api(
            **self.scope,
            form_id=whole(form, "formId"),
            values=values,
            view=_page(sent[0].get("visitorData") or {}),
            cookie=str(sent[0].get("cookie") or ""),
        )
        return envelope.leads([{"id": person, "status": "updated" if person in known else "created"}])

    def _values(self, given: Any) -> dict[str, Any]:
        if not isinstance(given, dict) or not given:
            raise missing("leadFormFields")
        fields = wire_fields(self.actor)
        unknown = next((name for name in given if name not in fields.by_rest), None)
        if unknown is not None:
            raise Refused("1006", f"Field '{unknown:.100}' not found")
        return {fields.by_rest[name].name: value for name, value in given.items()}

    def _known_people(self, values: dict[str, Any]) -> set[int]:
        """Who had one of these keys before."""
        keys = [each for each in wire_fields(self.actor).all if each.is_key and values.get(each.name)]
        return {
            person.id
            for key in keys
            for person in people.people_by_key(
                **self.scope, field=key.name, values=[str(values[key.name])], after=0, limit=records.MOST
            )
        }


def _page(visitor: Any) -> PageView:
    if not isinstance(visitor, dict):
        raise wrong_type(visitor, "Object")
    url, query = str(visitor.get("pageURL") or ""), str(visitor.get("queryString") or "")
    agent = str(visitor.get("userAgentString") or "")
    return PageView(url=f"{url}?{query}" if query and "?" not in url else url, user_agent=agent)


urls = [path("rest/v1/leads/submitForm.json", SubmitView.as_view())]
