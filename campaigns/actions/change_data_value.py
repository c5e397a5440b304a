"""Flow action Change Data Value (F03): writes text, tokens or both into a field; only literal NULL clears it."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.definitions.fields import Field
from campaigns.engine.field_tests import UnreadableValue
from campaigns.engine.field_values import read_value, reader
from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Rendered, Value, Wave
from campaigns.engine.wording import field_label, field_of

_SOURCE = "Marketo Flow Action"


class ChangeDataValueParams(Params):
    field: str = Param(title="Attribute", max_length=100, json_schema_extra={"control": "field"})
    value: str = Param(
        title="New Value",
        max_length=10_000,
        description="Text, tokens or both. NULL in capitals clears the field; a blank value leaves it as it is.",
        json_schema_extra={"control": "tokens"},
    )

    @property
    def clears(self) -> bool:
        return self.value.strip() == "NULL"


class ChangeDataValue:
    kind = "change_data_value"
    label = "Change Data Value"
    category = "Data"
    role: Role = "data"
    help = "Writes a value into a field of the person."
    params_type = ChangeDataValueParams
    allowed_in_executable = True

    def needs(self, params: ChangeDataValueParams) -> Needs:
        return Needs(fields=frozenset({params.field}), texts=(params.value,))

    def check(self, params: ChangeDataValueParams, scope: Scope) -> Iterator[str]:
        field = field_of(scope, params.field)
        if field is None:
            yield "The field is no longer there. Choose another one."
        elif field.read_only:
            yield f"{field.label} is kept by the product itself and can't be changed. Choose another field."
        elif not params.value.strip():
            yield "New Value is blank, so the step would do nothing. Give a value, or NULL to clear the field."
        elif not params.clears and "{{" not in params.value:
            try:
                read_value(params.value, field, scope.zone)
            except ValueError as refused:
                yield str(refused)

    def act(self, params: ChangeDataValueParams, people: list[int], wave: Wave) -> list[int]:
        writing = _Writing(wave, wave.field_type(params.field))
        if params.clears:
            for person in people:
                writing.write(person, None)
            return people
        for person, rendered in wave.rendered(params.value, people):
            writing.write_text(person, rendered)
        return people

    def refs(self, params: ChangeDataValueParams) -> Iterator[Ref]:
        yield Ref("field", params.field, "writes")

    def words(self, params: ChangeDataValueParams, scope: Scope) -> str:
        label = field_label(scope, params.field)
        return f"Clear {label}" if params.clears else f"Set {label} to “{params.value}”"


class _Writing:
    """One field of one wave."""

    def __init__(self, wave: Wave, field: Field) -> None:
        self._wave = wave
        self._field = field
        self._column = wave.column(field.name)
        self._read = reader(field, wave.zone)
        self._reasons = (wave.campaign_name(), _SOURCE)

    def write_text(self, person: int, rendered: Rendered) -> None:
        if not rendered.text.strip():
            reason = f"The new value is blank, so {self._field.label} was left as it was."
            self._wave.skip(person, ACTION.kind, reason, self._attributes(person, None), missing=rendered.missing)
            return
        value = self._read(rendered.text)
        if isinstance(value, UnreadableValue):
            attributes = self._attributes(person, rendered.text)
            self._wave.fail(person, ACTION.kind, str(value), attributes, missing=rendered.missing)
        else:
            self.write(person, value, rendered.missing)

    def write(self, person: int, value: Value, missing: tuple[str, ...] = ()) -> None:
        if self._field.read_only:
            reason = f"{self._field.label} is kept by the product itself and can't be changed."
            self._wave.fail(person, ACTION.kind, reason, self._attributes(person, value))
            return
        kept = None if value is False else value  # a boolean is true or empty
        if self._column[person] != kept:
            attributes = self._attributes(person, value)
            self._wave.change(person, self._field.name, kept)
            self._wave.log(person, ACTION.kind, attributes, missing=missing)

    def _attributes(self, person: int, value: Value) -> tuple[Value, ...]:
        return (self._field.name, self._column[person], value, *self._reasons)


ACTION = ChangeDataValue()
