"""What the one signed in was told: read, marked as read, wanted by mail."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.notices import MailChoices, NoticePage, mail_choices, notices
from campaigns.selectors.users import me
from campaigns.services.notices import choose_mail, mark_read
from designer.api.base import Id, PageQuery, View, answer


class NoticeQuery(PageQuery):
    unread = serializers.BooleanField(required=False, default=False)


class ReadNotices(serializers.Serializer[Any]):
    """Without ids all are read."""

    ids = serializers.ListField(child=Id(), max_length=1000, required=False)


class MailChosen(serializers.Serializer[Any]):
    kinds = serializers.ListField(child=serializers.CharField(max_length=24), max_length=50)


class NoticesView(View):
    @extend_schema(operation_id="list_notices", parameters=[NoticeQuery], responses=NoticePage)
    def get(self, request: Request) -> Response:
        return answer(notices(self.actor, **self.parsed(NoticeQuery)))


class ReadView(View):
    @extend_schema(operation_id="read_notices", request=ReadNotices, responses=NoticePage)
    def post(self, request: Request) -> Response:
        mark_read(self.actor, **self.parsed(ReadNotices))
        return answer(notices(self.actor))


class NoticeMailView(View):
    @extend_schema(operation_id="read_notice_mail", responses=MailChoices)
    def get(self, request: Request) -> Response:
        return answer(mail_choices(self.actor, me(self.actor).email))

    @extend_schema(operation_id="choose_notice_mail", request=MailChosen, responses=MailChoices)
    def put(self, request: Request) -> Response:
        choose_mail(self.actor, **self.parsed(MailChosen))
        return answer(mail_choices(self.actor, me(self.actor).email))


urls = [
    path("notices", NoticesView.as_view()),
    path("notices/read", ReadView.as_view()),
    path("notices/mail", NoticeMailView.as_view()),
]
