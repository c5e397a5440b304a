"""Filter Member of Program (L02): a member, perhaps with one of some statuses, perhaps with success."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.kinds import Params
from campaigns.engine.membership import Membership, member_words, membership
from campaigns.engine.predicates import Doubtful, InProgram, Predicate
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wording import gone, names, program_name


class MemberOfProgramParams(Params):
    operator: Membership = Param(default="in", title="Operator", json_schema_extra={"control": "select"})
    program: int = Param(title="Program", json_schema_extra={"control": "program"})
    statuses: tuple[int, ...] = Param(
        default=(),
        title="Status",
        max_length=100,
        description="Any of these; none chosen means whatever the status.",
        json_schema_extra={"control": "statuses"},
    )
    success: bool | None = Param(default=None, title="Reached success", json_schema_extra={"control": "boolean"})


class MemberOfProgram:
    kind = "member_of_program"
    label = "Member of Program"
    category = "Membership"
    help = "Who is a member of a program, with any status or certain ones."
    params_type = MemberOfProgramParams
    in_choice = True

    def check(self, params: MemberOfProgramParams, scope: Scope) -> Iterator[str]:
        yield from gone([params.program], scope.programs, "program")
        if params.program in scope.programs:
            yield from gone(params.statuses, scope.programs[params.program].statuses, "status of that program")

    def predicate(self, params: MemberOfProgramParams, scope: Scope) -> Predicate:
        program = scope.programs.get(params.program)
        if program is not None and any(each not in program.statuses for each in params.statuses):
            return Doubtful(f'The program "{program.name}" has no such status any more.')
        return membership(
            params.operator,
            [params.program],
            scope.programs,
            "program",
            lambda each: InProgram(each, params.statuses or None, params.success),
        )

    def refs(self, params: MemberOfProgramParams) -> Iterator[Ref]:
        yield Ref("program", params.program, "reads")
        for each in params.statuses:
            yield Ref("status", each, "reads")

    def words(self, params: MemberOfProgramParams, scope: Scope) -> str:
        words = f"{member_words(params.operator)} program {program_name(scope, params.program)}"
        if params.statuses:
            program = scope.programs.get(params.program)
            known = {each.id: each.name for each in program.statuses.values()} if program else {}
            words += f" with status {names(params.statuses, known, 'status')}"
        if params.success is not None:
            words += ", success reached" if params.success else ", success not reached"
        return words


FILTER = MemberOfProgram()
