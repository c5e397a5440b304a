"""Flow action Change Program Member Data (F07): a value that belongs to the person's membership, for member tokens."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.definitions.text import normal
from campaigns.engine.field_tests import UnreadableValue
from campaigns.engine.kinds import Caution, Needs, Params, Role
from campaigns.engine.member_values import checked_name, member_text
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Rendered, Value, Wave
from campaigns.engine.wording import gone, program_name


class ChangeProgramMemberDataParams(Params):
    program: int = Param(title="Program", json_schema_extra={"control": "program"})
    attribute: str = Param(
        title="Attribute",
        max_length=100,
        description="As member tokens name it: Seat for {{member.Seat}}.",
        json_schema_extra={"control": "member_field"},
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
        field = scope.member_fields.get(normal(params.attribute))
        if not params.value.strip():
            yield "New Value is blank, so the step would do nothing. Give a value, or NULL to clear the attribute."
        try:
            checked_name(params.attribute)
            if not params.clears and "{{" not in params.value:
                member_text(params.value, field, scope.zone)
        except ValueError as refused:
            yield str(refused)
        else:
            if field is None:
                yield Caution(
                    f"No member field is called “{params.attribute.strip()}”, so any text is kept. "
                    "An admin can define it, with a type, on the Fields page."
                )

    def act(self, params: ChangeProgramMemberDataParams, people: list[int], wave: Wave) -> list[int]:
        for person, rendered in wave.rendered(params.value, people):
            self._write(params, person, rendered, wave)
        return people

    def _write(self, params: ChangeProgramMemberDataParams, person: int, rendered: Rendered, wave: Wave) -> None:
        field, program = wave.member_field(params.attribute), wave.program(params.program)
        name = field.name if field else params.attribute.strip()
        old = wave.member_value(person, program.id, name)
        shown = None if params.clears else rendered.text.replace("\0", "")
        given: tuple[Value, ...] = (program.name, name, old, shown, wave.campaign_name())
        if wave.status_of(person, program.id) is None:
            reason = f'The person is not in the program "{program.name}", so there is nothing to write into.'
        elif not params.clears and not rendered.text.strip():
            reason = f"The new value is blank, so {name} was left as it was."
        else:
            try:
                new = None if params.clears else member_text(rendered.text, field, wave.zone)
            except UnreadableValue as refused:
                wave.fail(person, self.kind, str(refused), given, primary_id=program.id, missing=rendered.missing)
                return
            if old != new:
                wave.set_member_value(person, program.id, name, new)
                attributes = (program.name, name, old, new, wave.campaign_name())
                wave.log(person, self.kind, attributes, primary_id=program.id, missing=rendered.missing)
            return
        wave.skip(person, self.kind, reason, given, primary_id=program.id, missing=rendered.missing)

    def refs(self, params: ChangeProgramMemberDataParams) -> Iterator[Ref]:
        yield Ref("program", params.program, "writes")
        yield Ref("member_field", normal(params.attribute), "writes")

    def words(self, params: ChangeProgramMemberDataParams, scope: Scope) -> str:
        what = f"{params.attribute} in {program_name(scope, params.program)}"
        return f"Clear {what}" if params.clears else f"Set {what} to “{params.value}”"


ACTION = ChangeProgramMemberData()
