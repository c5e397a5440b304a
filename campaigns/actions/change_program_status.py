"""Flow action Change Program Status (F07): makes a member of anybody; nobody goes to a lower step; success sticks."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import ProgramInfo, Ref, Scope, StatusInfo
from campaigns.engine.wave import Value, Wave
from campaigns.engine.wording import gone, program_name


class ChangeProgramStatusParams(Params):
    program: int = Param(title="Program", json_schema_extra={"control": "program"})
    status: int = Param(title="New Status", json_schema_extra={"control": "status"})


class ChangeProgramStatus:
    kind = "change_program_status"
    label = "Change Program Status"
    category = "Lists and programs"
    role: Role = "membership"
    help = "Makes the person a member of the program, or moves a member on. Nobody goes to a lower status."
    params_type = ChangeProgramStatusParams
    allowed_in_executable = True

    def needs(self, params: ChangeProgramStatusParams) -> Needs:
        return Needs(programs=frozenset({params.program}))

    def check(self, params: ChangeProgramStatusParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.program], scope.programs, "program")
        program = scope.programs.get(params.program)
        if program is not None and params.status not in program.statuses:
            yield f'The program "{program.name}" has no such status. Choose one of its own.'

    def act(self, params: ChangeProgramStatusParams, people: list[int], wave: Wave) -> list[int]:
        program = wave.program(params.program)
        target = program.statuses.get(params.status)
        for person in people:
            if target is None:
                reason = f'The program "{program.name}" has no such status any more.'
                wave.fail(person, self.kind, reason, (program.name,), primary_id=program.id)
            else:
                _change_status(wave, person, program, target)
        return people

    def refs(self, params: ChangeProgramStatusParams) -> Iterator[Ref]:
        yield Ref("program", params.program, "writes")
        yield Ref("status", params.status)

    def words(self, params: ChangeProgramStatusParams, scope: Scope) -> str:
        program = scope.programs.get(params.program)
        status = program.statuses.get(params.status) if program else None
        return f"Set status {status.name if status else '…'} in {program_name(scope, params.program)}"


def _change_status(wave: Wave, person: int, program: ProgramInfo, target: StatusInfo) -> None:
    old_id = wave.status_of(person, program.id)
    old = program.statuses.get(old_id) if old_id is not None else None
    if old_id == target.id or (old_id is None and target.step == 0):
        return
    names = (program.name, old.name if old else None, target.name)
    if old is not None and target.step != 0 and target.step < old.step:
        reason = f'The status stays "{old.name}": nobody goes back to the lower "{target.name}".'
        wave.skip(person, ACTION.kind, reason, (*names, wave.has_success(person, program.id)), primary_id=program.id)
        return
    wave.set_status(person, program.id, target.id if target.step else None)
    attributes: tuple[Value, ...] = (*names, wave.has_success(person, program.id), wave.campaign_name())
    wave.log(person, ACTION.kind, attributes, primary_id=program.id)


ACTION = ChangeProgramStatus()
