"""The tree of a workspace, and its folders."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.selectors.tree import Tree, TreeNode, folder_node, tree
from campaigns.services import folders
from campaigns.services.archiving import archive_folder
from campaigns.services.workspace_moves import move_folder
from designer.api.base import Archiving, ToWorkspace, View, answer


class NewFolder(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255)
    parent = serializers.CharField(max_length=40, allow_null=True, default=None)  # type: ignore[assignment]


class FolderChange(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=255, required=False)
    parent = serializers.CharField(max_length=40, allow_null=True, required=False)  # type: ignore[assignment]


class TreeView(View):
    @extend_schema(operation_id="read_tree", responses=Tree)
    def get(self, request: Request, ws: int) -> Response:
        return answer(tree(self.actor, workspace_id=ws))


class FoldersView(View):
    @extend_schema(operation_id="create_folder", request=NewFolder, responses={201: TreeNode})
    def post(self, request: Request, ws: int) -> Response:
        made = folders.create_folder(self.actor, workspace_id=ws, **self.parsed(NewFolder))
        return answer(folder_node(made), status=201)


class FolderView(View):
    @extend_schema(operation_id="update_folder", request=FolderChange, responses=TreeNode)
    def patch(self, request: Request, ws: int, id: int) -> Response:
        changed = folders.update_folder(self.actor, workspace_id=ws, folder_id=id, **self.parsed(FolderChange))
        return answer(folder_node(changed))

    @extend_schema(operation_id="delete_folder", responses={204: None})
    def delete(self, request: Request, ws: int, id: int) -> Response:
        folders.delete_folder(self.actor, workspace_id=ws, folder_id=id)
        return Response(status=204)


class FolderMoveView(View):
    """With everything in it; the answer is the folder in its new workspace."""

    @extend_schema(operation_id="move_folder", request=ToWorkspace, responses=TreeNode)
    def post(self, request: Request, ws: int, id: int) -> Response:
        return answer(folder_node(move_folder(self.actor, workspace_id=ws, folder_id=id, **self.parsed(ToWorkspace))))


class FolderArchiveView(View):
    @extend_schema(operation_id="archive_folder", request=Archiving, responses=TreeNode)
    def post(self, request: Request, ws: int, id: int) -> Response:
        done = archive_folder(self.actor, workspace_id=ws, folder_id=id, **self.parsed(Archiving))
        return answer(folder_node(done))


urls = [
    path("workspaces/<int:ws>/tree", TreeView.as_view()),
    path("workspaces/<int:ws>/folders", FoldersView.as_view()),
    path("workspaces/<int:ws>/folders/<int:id>", FolderView.as_view()),
    path("workspaces/<int:ws>/folders/<int:id>/move", FolderMoveView.as_view()),
    path("workspaces/<int:ws>/folders/<int:id>/archive", FolderArchiveView.as_view()),
]
