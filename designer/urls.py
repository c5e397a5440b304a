"""Every address of the house."""

from django.contrib.auth import views as auth
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from designer import mail, spa
from designer.sign_in import SignIn
from designer.web import forms, tracking

urlpatterns = [
    path("sign-in", SignIn.as_view(), name="sign_in"),
    path("sign-out", auth.LogoutView.as_view(), name="sign_out"),
    path("api/v1/schema", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path("api/v1/", include("designer.api.urls")),
    *mail.urls,
    *tracking.urls,
    *forms.urls,
    re_path(r"^api/", spa.no_such_api),
    path("", include("designer.marketo.urls")),
    re_path(r"^(?!static/|ws/|m/).*$", spa.app, name="app"),
]
