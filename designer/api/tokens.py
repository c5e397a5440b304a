"""My Tokens of a program or folder."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.my_tokens import MOST_CHARACTERS, TOKEN_TYPES
from campaigns.selectors.tokens import TokenRow, token_row, tokens, uses
from campaigns.selectors.used_by import Use
from campaigns.services.tokens import create_token, delete_token, update_token
from designer.api.base import View, answer, array_of


class TokenQuery(serializers.Serializer[Any]):
    owner = serializers.CharField(max_length=40)


class NewToken(serializers.Serializer[Any]):
    owner = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=100)
    type = serializers.ChoiceField(choices=TOKEN_TYPES)
    value = serializers.CharField(max_length=MOST_CHARACTERS, allow_blank=True, trim_whitespace=False)


class TokenChange(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100, required=False)
    type = serializers.ChoiceField(choices=TOKEN_TYPES, required=False)
    value = serializers.CharField(max_length=MOST_CHARACTERS, allow_blank=True, trim_whitespace=False, required=False)


class TokensView(View):
    @extend_schema(operation_id="list_tokens", parameters=[TokenQuery], responses=array_of(TokenRow))
    def get(self, request: Request, ws: int) -> Response:
        return answer(tokens(self.actor, workspace_id=ws, **self.parsed(TokenQuery)))

    @extend_schema(operation_id="create_token", request=NewToken, responses={201: TokenRow})
    def post(self, request: Request, ws: int) -> Response:
        made = create_token(self.actor, workspace_id=ws, **self.parsed(NewToken))
        return answer(token_row(made), status=201)


class TokenView(View):
    @extend_schema(operation_id="update_token", request=TokenChange, responses=TokenRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changed = update_token(self.actor, workspace_id=ws, token_id=id, **self.parsed(TokenChange))
        return answer(token_row(changed))

    @extend_schema(operation_id="delete_token", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        delete_token(self.actor, workspace_id=ws, token_id=id)
        return Response(status=204)


class TokenUsedByView(View):
    @extend_schema(operation_id="list_token_uses", responses=array_of(Use))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(uses(self.actor, workspace_id=ws, token_id=id))


urls = [
    path("workspaces/<int:ws>/tokens", TokensView.as_view()),
    path("workspaces/<int:ws>/tokens/<int:id>", TokenView.as_view()),
    path("workspaces/<int:ws>/tokens/<int:id>/used-by", TokenUsedByView.as_view()),
]
