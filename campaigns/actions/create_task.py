"""Flow action Create Task (F07): somebody is to do something about the person, by a day."""

from collections.abc import Iterator
from datetime import timedelta

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.tasks import LONGEST_SUBJECT, NewTask
from campaigns.engine.wave import Wave
from campaigns.engine.wording import gone, names, user_names


class CreateTaskParams(Params):
    subject: str = Param(title="Subject", max_length=1000, json_schema_extra={"control": "tokens"})
    description: str = Param(
        default="", title="Description", max_length=10_000, json_schema_extra={"control": "tokens"}
    )
    due_in: int = Param(default=5, ge=0, le=3650, title="Due In (days)", json_schema_extra={"control": "number"})
    owner: int | None = Param(
        default=None,
        title="Assign To",
        description="Empty means the owner of the person.",
        json_schema_extra={"control": "user"},
    )


class CreateTask:
    kind = "create_task"
    label = "Create Task"
    category = "Sales"
    role: Role = "message"
    help = "Gives somebody a task about the person, due in so many days."
    params_type = CreateTaskParams
    allowed_in_executable = True

    def needs(self, params: CreateTaskParams) -> Needs:
        return Needs(fields=frozenset({"owner"}), texts=(params.subject, params.description))

    def check(self, params: CreateTaskParams, scope: Scope) -> Iterator[str]:
        if not params.subject.strip():
            yield "The subject is blank. Say what is to be done."
        if params.owner is not None:
            yield from gone([params.owner], scope.users, "user")

    def act(self, params: CreateTaskParams, people: list[int], wave: Wave) -> list[int]:
        due_on = (wave.now.astimezone(wave.zone) + timedelta(days=params.due_in)).date()
        named = wave.user(params.owner) if params.owner is not None else None
        owners = wave.column("owner")
        descriptions = dict(wave.rendered(params.description, people))
        for person, subject in wave.rendered(params.subject, people):
            text = " ".join(subject.text.split())[:LONGEST_SUBJECT]
            missing = (*subject.missing, *descriptions[person].missing)
            to = named.email if named else owners[person]
            attributes = (text, due_on.isoformat(), to, wave.campaign_name())
            if not text:
                wave.fail(person, self.kind, "The subject is blank, so no task was made.", attributes, missing=missing)
                continue
            wave.create_task(
                NewTask(person, text, descriptions[person].text, due_on, named.id if named else wave.owner_of(person))
            )
            wave.log(person, self.kind, attributes, missing=missing)
        return people

    def refs(self, params: CreateTaskParams) -> Iterator[Ref]:
        if params.owner is not None:
            yield Ref("user", params.owner)

    def words(self, params: CreateTaskParams, scope: Scope) -> str:
        to = names([params.owner], user_names(scope), "user") if params.owner is not None else "the person's owner"
        return f"Task “{params.subject}” for {to}, due in {params.due_in} days"


ACTION = CreateTask()
