"""Forms, and what is sent through them by API."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.forms import FormField
from campaigns.selectors.forms import FormRow, form, form_used_by
from campaigns.selectors.person import PersonDetail, person
from campaigns.selectors.used_by import Use
from campaigns.services.forms import create_form, delete_form, update_form
from campaigns.services.submissions import submit_by_api
from campaigns.services.tracking import PageView
from designer.api.base import View, answer, array_of


class NewForm(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]
    description = serializers.CharField(allow_blank=True, max_length=10_000, default="")


class AskedField(serializers.Serializer[Any]):
    field = serializers.CharField(max_length=100)
    label = serializers.CharField(max_length=255)  # type: ignore[assignment]
    required = serializers.BooleanField(default=False)  # type: ignore[assignment]


class FormChanges(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255, required=False)
    parent = serializers.CharField(max_length=40, allow_null=True, required=False)  # type: ignore[assignment]
    description = serializers.CharField(allow_blank=True, max_length=10_000, required=False)
    fields = AskedField(many=True, required=False)  # type: ignore[assignment]
    key_field = serializers.CharField(max_length=100, required=False)
    submit_label = serializers.CharField(max_length=60, required=False)
    thank_you_text = serializers.CharField(allow_blank=True, max_length=10_000, required=False)
    thank_you_url = serializers.CharField(allow_blank=True, max_length=2_000, required=False)


class Submission(serializers.Serializer[Any]):
    """`values` by the fields' names; `visitor` is the tracker's cookie, `page` where the form stood."""

    values = serializers.DictField(child=serializers.JSONField(allow_null=True), allow_empty=False)
    visitor = serializers.RegexField(r"^[A-Za-z0-9-]{16,64}$", required=False, allow_blank=True, default="")
    page = serializers.CharField(max_length=4_000, allow_blank=True, default="")
    referrer = serializers.CharField(max_length=4_000, allow_blank=True, default="")


class FormsView(View):
    @extend_schema(operation_id="create_form", request=NewForm, responses={201: FormRow})
    def post(self, request: Request, ws: int) -> Response:
        made = create_form(self.actor, workspace_id=ws, **self.parsed(NewForm))
        return answer(form(self.actor, ws, made.pk), status=201)


class FormView(View):
    @extend_schema(operation_id="read_form", responses=FormRow)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(form(self.actor, ws, id))

    @extend_schema(operation_id="update_form", request=FormChanges, responses=FormRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changes = self.parsed(FormChanges)
        if "fields" in changes:
            changes["fields"] = [FormField.model_validate(each) for each in changes["fields"]]
        update_form(self.actor, workspace_id=ws, form_id=id, **changes)
        return answer(form(self.actor, ws, id))

    @extend_schema(operation_id="delete_form", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        delete_form(self.actor, workspace_id=ws, form_id=id)
        return Response(status=204)


class FormUsedByView(View):
    @extend_schema(operation_id="form_used_by", responses=array_of(Use))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(form_used_by(self.actor, ws, id))


class SubmissionsView(View):
    @extend_schema(operation_id="submit_form", request=Submission, responses={201: PersonDetail})
    def post(self, request: Request, ws: int, id: int) -> Response:
        sent = self.parsed(Submission)
        view = PageView(sent["page"], sent["referrer"], request.headers.get("User-Agent", ""))
        known = submit_by_api(
            self.actor, workspace_id=ws, form_id=id, values=sent["values"], view=view, cookie=sent["visitor"]
        )
        return answer(person(self.actor, ws, known), status=201)


urls = [
    path("workspaces/<int:ws>/forms", FormsView.as_view()),
    path("workspaces/<int:ws>/forms/<int:id>", FormView.as_view()),
    path("workspaces/<int:ws>/forms/<int:id>/used-by", FormUsedByView.as_view()),
    path("workspaces/<int:ws>/forms/<int:id>/submissions", SubmissionsView.as_view()),
]
