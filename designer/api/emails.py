"""E-mails: edited, looked at as a person, approved, and sent to oneself as a test."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.base import Frozen
from campaigns.definitions.email import EmailContent
from campaigns.selectors.email_preview import EmailPreview, email_preview
from campaigns.selectors.emails import EmailRow, email, email_row, email_uses
from campaigns.selectors.token_hints import TokenHint, email_token_hints
from campaigns.selectors.used_by import Use
from campaigns.services import email_tests, emails
from campaigns.services.email_tests import TestSent
from designer.api.base import Id, Nothing, View, answer, array_of
from designer.headers import MAIL_POLICY


class NewEmail(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]
    description = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class EmailChange(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255, required=False)
    parent = serializers.CharField(max_length=40, allow_null=True, required=False)  # type: ignore[assignment]
    description = serializers.CharField(max_length=10_000, allow_blank=True, required=False)


class EmailEdit(Frozen):
    """`edit_number` is the one that the edit started from."""

    edit_number: int
    content: EmailContent


class PreviewQuery(serializers.Serializer[Any]):
    person = Id(required=False, default=None)
    version = serializers.ChoiceField(choices=["draft", "approved"], default="draft")


class TestMail(serializers.Serializer[Any]):
    """`person` is whose values the tokens take."""

    address = serializers.EmailField()
    person = Id(required=False, allow_null=True, default=None)


class EmailsView(View):
    @extend_schema(operation_id="create_email", request=NewEmail, responses={201: EmailRow})
    def post(self, request: Request, ws: int) -> Response:
        made = emails.create_email(self.actor, workspace_id=ws, **self.parsed(NewEmail))
        return answer(email_row(made), status=201)


class EmailView(View):
    @extend_schema(operation_id="read_email", responses=EmailRow)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(email(self.actor, workspace_id=ws, email_id=id))

    @extend_schema(operation_id="update_email", request=EmailChange, responses=EmailRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        return answer(
            email_row(emails.update_email(self.actor, workspace_id=ws, email_id=id, **self.parsed(EmailChange)))
        )

    @extend_schema(operation_id="delete_email", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        emails.delete_email(self.actor, workspace_id=ws, email_id=id)
        return Response(status=204)


class EmailDraftView(View):
    @extend_schema(operation_id="save_email", request=EmailEdit, responses=EmailRow)
    def put(self, request: Request, ws: int, id: int) -> Response:
        edit = EmailEdit.model_validate(request.data)
        saved = emails.save_email(
            self.actor, workspace_id=ws, email_id=id, edit_number=edit.edit_number, content=edit.content
        )
        return answer(email_row(saved))


class EmailApproveView(View):
    @extend_schema(operation_id="approve_email", request=Nothing, responses=EmailRow)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(email_row(emails.approve_email(self.actor, workspace_id=ws, email_id=id)))


class EmailUnapproveView(View):
    @extend_schema(operation_id="unapprove_email", request=Nothing, responses=EmailRow)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(email_row(emails.unapprove_email(self.actor, workspace_id=ws, email_id=id)))


class EmailPreviewView(View):
    @extend_schema(operation_id="preview_email", parameters=[PreviewQuery], responses=EmailPreview)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(email_preview(self.actor, workspace_id=ws, email_id=id, **self.parsed(PreviewQuery)))


class EmailPreviewPageView(View):
    """The HTML alone, for a sandboxed frame: what a marketer wrote runs no script and reads nothing of ours."""

    @extend_schema(
        operation_id="preview_email_page",
        parameters=[PreviewQuery],
        responses={(200, "text/html"): OpenApiResponse(OpenApiTypes.STR)},
    )
    @method_decorator(xframe_options_sameorigin)
    def get(self, request: Request, ws: int, id: int) -> HttpResponse:
        shown = email_preview(self.actor, workspace_id=ws, email_id=id, **self.parsed(PreviewQuery))
        return HttpResponse(shown.html, headers={"Content-Security-Policy": f"{MAIL_POLICY}; frame-ancestors 'self'"})


class EmailTestView(View):
    @extend_schema(operation_id="send_test_email", request=TestMail, responses=TestSent)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(email_tests.send_test(self.actor, workspace_id=ws, email_id=id, **self.parsed(TestMail)))


class EmailTokenHintsView(View):
    @extend_schema(operation_id="list_email_token_hints", responses=array_of(TokenHint))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(email_token_hints(self.actor, workspace_id=ws, email_id=id))


class EmailUsedByView(View):
    @extend_schema(operation_id="list_email_uses", responses=array_of(Use))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(email_uses(self.actor, workspace_id=ws, email_id=id))


EMAIL = "workspaces/<int:ws>/emails/<int:id>"
urls = [
    path("workspaces/<int:ws>/emails", EmailsView.as_view()),
    path(EMAIL, EmailView.as_view()),
    path(f"{EMAIL}/draft", EmailDraftView.as_view()),
    path(f"{EMAIL}/approve", EmailApproveView.as_view()),
    path(f"{EMAIL}/unapprove", EmailUnapproveView.as_view()),
    path(f"{EMAIL}/preview", EmailPreviewView.as_view()),
    path(f"{EMAIL}/preview.html", EmailPreviewPageView.as_view()),
    path(f"{EMAIL}/test", EmailTestView.as_view()),
    path(f"{EMAIL}/token-hints", EmailTokenHintsView.as_view()),
    path(f"{EMAIL}/used-by", EmailUsedByView.as_view()),
]
