"""The sign-in page, which lets nobody guess passwords for long."""

import hashlib
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

from campaigns.definitions.text import normal

WINDOW = 15 * 60  # seconds
MOST_HERE = 10  # tries of one name from one address
MOST_OF_ADDRESS = 100
MOST_OF_NAME = 200  # from everywhere; fewer would let a stranger keep somebody out


class PatientForm(AuthenticationForm):
    """Each try counts before the password is looked at, so that many at once count too."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "That name and password do not belong together. Nothing was changed; try again.",
    }

    def clean(self) -> dict[str, Any]:
        here, elsewhere = self._counters()
        if any(_count(key) > most for key, most in (here | elsewhere).items()):
            raise forms.ValidationError("Too many tries. Wait a quarter of an hour, then try again.", code="too_many")
        cleaned: dict[str, Any] = super().clean()
        cache.delete_many(here)
        return cleaned

    def _counters(self) -> tuple[dict[str, int], dict[str, int]]:
        """Keys and their limits: the one that a right password clears, and those that it leaves."""
        name = hashlib.sha256(normal(str(self.cleaned_data.get("username", ""))).encode()).hexdigest()
        address = BaseThrottle().get_ident(self.request)  # type: ignore[arg-type]  # reads the headers alone
        elsewhere = {f"sign-in:from:{address}": MOST_OF_ADDRESS, f"sign-in:as:{name}": MOST_OF_NAME}
        return {f"sign-in:here:{address}:{name}": MOST_HERE}, elsewhere


class SignIn(LoginView):
    redirect_authenticated_user = True
    authentication_form = PatientForm


def _count(key: str) -> int:
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # it has run out in between
        return 1
