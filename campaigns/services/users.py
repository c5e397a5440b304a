"""Makes the users who may sign in."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from campaigns.definitions.actor import Actor
from campaigns.errors import Invalid, NameTaken
from campaigns.models import User
from campaigns.selectors.rights import require_superuser
from campaigns.services.audit import audited
from campaigns.services.naming import clean_name


@audited("added", User)
def create_user(actor: Actor, *, name: str, email: str, password: str, superuser: bool = False) -> User:
    """Signs in with the e-mail address, in small letters."""
    require_superuser(actor)
    first, _, last = clean_name(name, most=150).partition(" ")
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists() or User.objects.filter(username__iexact=email).exists():
        raise NameTaken(f"There is already a user with the e-mail address {email}.")
    user = User(
        username=email,
        email=email,
        first_name=first,
        last_name=last.strip(),
        is_superuser=superuser,
    )
    _refuse_weak(password, user)
    user.set_password(password)
    user.save()
    return user


def _refuse_weak(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), fields={"password": error.messages}) from error
