"""Every websocket of the house."""

from django.urls import URLPattern, URLResolver, path, re_path

from designer.realtime.run_console import RunConsole
from designer.realtime.workspace_news import Nowhere, WorkspaceNews

websocket_urlpatterns: list[URLPattern | URLResolver] = [
    path("ws/workspaces/<int:ws>/runs/<int:run>", RunConsole.as_asgi()),
    path("ws/workspaces/<int:ws>", WorkspaceNews.as_asgi()),
    re_path(r"", Nowhere.as_asgi()),
]
