"""Programs and their members."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.definitions.base import Frozen
from campaigns.selectors.programs import MemberPage, MemberRow, ProgramRow, member, members, program, program_row, uses
from campaigns.selectors.used_by import Use
from campaigns.services import programs
from campaigns.services.archiving import archive_program
from campaigns.services.program_cloning import clone_program
from campaigns.services.program_members import change_member, set_status
from campaigns.services.workspace_moves import move_program
from designer.api.base import Archiving, Id, PageQuery, ToWorkspace, View, answer, array_of


class NewProgram(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]
    channel = Id()
    description = serializers.CharField(max_length=10_000, allow_blank=True, default="")


class ProgramChange(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255, required=False)
    parent = serializers.CharField(max_length=40, allow_null=True, required=False)  # type: ignore[assignment]
    channel = Id(required=False)
    description = serializers.CharField(max_length=10_000, allow_blank=True, required=False)


class ProgramClone(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]


class MembersChange(serializers.Serializer[Any]):
    """The status of step 0, Not in Program, ends the membership."""

    people = serializers.ListField(child=Id(), min_length=1, max_length=1000)
    status = Id()


class MembersChanged(Frozen):
    changed: int


class MemberQuery(PageQuery):
    status = Id(required=False)
    q = serializers.CharField(required=False, allow_blank=True, max_length=255, default="")


class MemberChange(serializers.Serializer[Any]):
    """`values` by name; null or blank clears one. A defined member field takes what fits its type, as a text."""

    values = serializers.DictField(child=serializers.CharField(max_length=10_000, allow_null=True, allow_blank=True))


class ProgramsView(View):
    @extend_schema(operation_id="create_program", request=NewProgram, responses={201: ProgramRow})
    def post(self, request: Request, ws: int) -> Response:
        made = programs.create_program(self.actor, workspace_id=ws, **self.parsed(NewProgram))
        return answer(program_row(made), status=201)


class ProgramView(View):
    @extend_schema(operation_id="read_program", responses=ProgramRow)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(program(self.actor, workspace_id=ws, program_id=id))

    @extend_schema(operation_id="update_program", request=ProgramChange, responses=ProgramRow)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changes = self.parsed(ProgramChange)
        return answer(program_row(programs.update_program(self.actor, workspace_id=ws, program_id=id, **changes)))

    @extend_schema(operation_id="delete_program", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        programs.delete_program(self.actor, workspace_id=ws, program_id=id)
        return Response(status=204)


class ProgramMembersView(View):
    @extend_schema(operation_id="list_program_members", parameters=[MemberQuery], responses=MemberPage)
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(members(self.actor, workspace_id=ws, program_id=id, **self.parsed(MemberQuery)))


class ProgramMemberView(View):
    @extend_schema(operation_id="update_program_member", request=MemberChange, responses=MemberRow)
    def patch(self, request: Request, ws: int, id: int, person: int) -> Response:
        values = self.parsed(MemberChange)["values"]
        change_member(self.actor, workspace_id=ws, program_id=id, person_id=person, values=values)
        return answer(member(self.actor, workspace_id=ws, program_id=id, person_id=person))


class ProgramMemberStatusView(View):
    @extend_schema(operation_id="set_member_status", request=MembersChange, responses=MembersChanged)
    def post(self, request: Request, ws: int, id: int) -> Response:
        sent = self.parsed(MembersChange)
        return answer(MembersChanged(changed=set_status(self.actor, workspace_id=ws, program_id=id, **sent)))


class ProgramCloneView(View):
    @extend_schema(operation_id="clone_program", request=ProgramClone, responses={201: ProgramRow})
    def post(self, request: Request, ws: int, id: int) -> Response:
        clone = clone_program(self.actor, workspace_id=ws, program_id=id, **self.parsed(ProgramClone))
        return answer(program_row(clone), status=201)


class ProgramMoveView(View):
    """With everything in it; the answer is the program in its new workspace."""

    @extend_schema(operation_id="move_program", request=ToWorkspace, responses=ProgramRow)
    def post(self, request: Request, ws: int, id: int) -> Response:
        moved = move_program(self.actor, workspace_id=ws, program_id=id, **self.parsed(ToWorkspace))
        return answer(program_row(moved))


class ProgramArchiveView(View):
    @extend_schema(operation_id="archive_program", request=Archiving, responses=ProgramRow)
    def post(self, request: Request, ws: int, id: int) -> Response:
        done = archive_program(self.actor, workspace_id=ws, program_id=id, **self.parsed(Archiving))
        return answer(program_row(done))


class ProgramUsedByView(View):
    @extend_schema(operation_id="list_program_uses", responses=array_of(Use))
    def get(self, request: Request, ws: int, id: int) -> Response:
        return answer(uses(self.actor, workspace_id=ws, program_id=id))


urls = [
    path("workspaces/<int:ws>/programs", ProgramsView.as_view()),
    path("workspaces/<int:ws>/programs/<int:id>", ProgramView.as_view()),
    path("workspaces/<int:ws>/programs/<int:id>/members", ProgramMembersView.as_view()),
    path("workspaces/<int:ws>/programs/<int:id>/members/<int:person>", ProgramMemberView.as_view()),
    path("workspaces/<int:ws>/programs/<int:id>/members/status", ProgramMemberStatusView.as_view()),
    path("workspaces/<int:ws>/programs/<int:id>/clone", ProgramCloneView.as_view()),
    path("workspaces/<int:ws>/programs/<int:id>/move", ProgramMoveView.as_view()),
    path("workspaces/<int:ws>/programs/<int:id>/archive", ProgramArchiveView.as_view()),
    path("workspaces/<int:ws>/programs/<int:id>/used-by", ProgramUsedByView.as_view()),
]
