"""Flow action Change Owner (F07): who of the workspace's users looks after the person."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave
from campaigns.engine.wording import gone, names, user_names


class ChangeOwnerParams(Params):
    owner: int = Param(title="Owner", json_schema_extra={"control": "user"})


class ChangeOwner:
    kind = "change_owner"
    label = "Change Owner"
    category = "Sales"
    role: Role = "data"
    help = "Makes a user of the workspace the person's owner."
    params_type = ChangeOwnerParams
    allowed_in_executable = True

    def needs(self, params: ChangeOwnerParams) -> Needs:
        return Needs(fields=frozenset({"owner"}))

    def check(self, params: ChangeOwnerParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.owner], scope.users, "user")

    def act(self, params: ChangeOwnerParams, people: list[int], wave: Wave) -> list[int]:
        user, owners = wave.user(params.owner), wave.column("owner")
        for person in people:
            old = owners[person]
            if user is None:
                reason = "The new owner has no role in this workspace any more."
                wave.fail(person, self.kind, reason, (None, old), primary_id=params.owner)
            elif old != user.email:
                wave.log(person, self.kind, (user.email, old, wave.campaign_name()), primary_id=user.id)
                wave.change(person, "owner", user.email)
        return people

    def refs(self, params: ChangeOwnerParams) -> Iterator[Ref]:
        yield Ref("user", params.owner)

    def words(self, params: ChangeOwnerParams, scope: Scope) -> str:
        return f"Make {names([params.owner], user_names(scope), 'user')} the owner"


ACTION = ChangeOwner()
