"""Flow action Change Program Member Data (F07): a value that belongs to the person's membership, for member tokens."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Rendered, Value, Wave
from campaigns.engine.wording import gone, program_name


class ChangeProgramMemberDataParams(Params):
    program: int = Param(title="Program", json_schema_extra={"control": "program"})
    attribute: str = Param(
        title="Attribute",
        max_length=100,
        description="As member tokens name it: Seat for {{member.Seat}}.",
        json_schema_extra={"control": "text"},
    )
    value: str = Param(
        title="New Value",
        max_length=10_000,
        description="Text, tokens or both. NULL in capitals clears it; a blank value leaves it as it is.",
        json_schema_extra={"control": "tokens"},
    )

    @property
    def clears(self) -> bool:
        return self.value.strip() == "NULL"


class ChangeProgramMemberData:
    kind = "change_program_member_data"
    label = "Change Program Member Data"
    category = "Lists and programs"
    role: Role = "membership"
    help = "Writes a value into the person's membership of a program. Who is no member is left out."
    params_type = ChangeProgramMemberDataParams
    allowed_in_executable = True

    def needs(self, params: ChangeProgramMemberDataParams) -> Needs:
        return Needs(
            texts=(params.value,), programs=frozenset({params.program}), member_data=frozenset({params.program})
        )

    def check(self, params: ChangeProgramMemberDataParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.program], scope.programs, "program")
        if not params.attribute.strip() or any(letter in params.attribute for letter in "{}:"):
            yield "Name the attribute in plain words, such as Seat; braces and colons would break its token."
        if not params.value.strip():
            yield "New Value is blank, so the step would do nothing. Give a value, or NULL to clear the attribute."

    def act(self, params: ChangeProgramMemberDataParams, people: list[int], wave: Wave) -> list[int]:
        for person, rendered in wave.rendered(params.value, people):
            self._write(params, person, rendered, wave)
        return people

    def _write(self, params: ChangeProgramMemberDataParams, person: int, rendered: Rendered, wave: Wave) -> None:
        name, program = params.attribute.strip(), wave.program(params.program)
        old = wave.member_value(person, program.id, name)
        new = None if params.clears else rendered.text.replace("\0", "")
        attributes: tuple[Value, ...] = (program.name, name, old, new, wave.campaign_name())
        if wave.status_of(person, program.id) is None:
            reason = f'The person is not in the program "{program.name}", so there is nothing to write into.'
        elif new is not None and not new.strip():
            reason = f"The new value is blank, so {name} was left as it was."
        else:
            if old != new:
                wave.set_member_value(person, program.id, name, new)
                wave.log(person, self.kind, attributes, primary_id=program.id, missing=rendered.missing)
            return
        wave.skip(person, self.kind, reason, attributes, primary_id=program.id, missing=rendered.missing)

    def refs(self, params: ChangeProgramMemberDataParams) -> Iterator[Ref]:
        yield Ref("program", params.program, "writes")

    def words(self, params: ChangeProgramMemberDataParams, scope: Scope) -> str:
        what = f"{params.attribute} in {program_name(scope, params.program)}"
        return f"Clear {what}" if params.clears else f"Set {what} to “{params.value}”"


ACTION = ChangeProgramMemberData()
