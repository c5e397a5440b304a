"""Who acts: a person signed in, an API user, or the product itself."""

from enum import StrEnum

from campaigns.definitions.base import Frozen


class Role(StrEnum):
    VIEWER = "viewer"
    MARKETER = "marketer"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        order = [Role.VIEWER, Role.MARKETER, Role.ADMIN]
        return order.index(self) >= order.index(other)


class Actor(Frozen):
    """`roles` maps workspace id to role. A superuser is admin everywhere. `door` is where people's logs say that a
    change came from."""

    user_id: int | None
    name: str
    roles: dict[int, Role] = {}
    superuser: bool = False
    door: str = "Designer"

    def role_in(self, workspace_id: int) -> Role | None:
        return Role.ADMIN if self.superuser else self.roles.get(workspace_id)


SYSTEM = Actor(user_id=None, name="System", superuser=True)
