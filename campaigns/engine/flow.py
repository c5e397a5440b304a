"""Runs a wave through its flow, in memory and set by set: the heart of serial execution (C06 to C16, F01, F02).

An executable campaign is a call on the same wave: its smart list picks the group, its steps run, and only then does
the parent's next step. Serial is the shape of this code, not a lock.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge

from campaigns.definitions.activity_types import BY_KEY
from campaigns.engine.deliveries import ANSWERED
from campaigns.engine.doors import DoorDraft
from campaigns.engine.evaluate import evaluate
from campaigns.engine.facts import Arrival
from campaigns.engine.kinds import AnsweredKind
from campaigns.engine.places import Frame, Parked, Place, Standpoint, StepCounts
from campaigns.engine.plan import CompiledBranch, CompiledStep
from campaigns.engine.predicates import doubt_of
from campaigns.engine.replay import NOT_REPLAYED, REPLAYED
from campaigns.engine.token_scopes import called_context


@dataclass(slots=True)
class FlowDraft(DoorDraft):
    """The runner of the flow; its actions act through the wave draft that it is too."""

    hold: Mapping[Standpoint, Mapping[int, str]] = field(default_factory=dict)
    counts: dict[Place, StepCounts] = field(default_factory=dict)
    finished: int = 0

    def run(self, arrival: Arrival) -> None:
        """Everything that the people of the wave do until they wait, leave, or reach the end."""
        root = self._root_frame(arrival)
        self.stand(root)
        people = list(range(len(self.facts.ids)))
        if arrival.step is None:
            people = self._admit(root, self._hold_back(root, None, people), picked=arrival.picked)
            people = self._run_steps(root, people, 0)
        else:
            people = self._resume(root, arrival.path, arrival.step, people)
        self.finished = len(people)

    def _root_frame(self, arrival: Arrival) -> Frame:
        root = self.plan.root
        layer = self.campaigns[root.planned.id].layer
        context = (arrival.given, layer) if arrival.given else (layer,)
        return Frame(root, (), (root.planned.id,), context)

    # Steps.

    def _run_steps(self, frame: Frame, people: list[int], start: int) -> list[int]:
        for step in frame.campaign.steps[start:]:
            if not people:
                break
            people = self._run_step(frame, step, people)
        return people

    def _resume(self, frame: Frame, path: tuple[str, ...], step: str, people: list[int]) -> list[int]:
        """Goes on at `step` inside the Execute steps of `path`, then in each caller after its Execute step."""
        if not path and step.startswith(ANSWERED):
            return self._resume_answered(frame, frame.campaign.index_of(step.removeprefix(ANSWERED)), people)
        if not path:
            start = frame.campaign.index_of(step.removeprefix(">")) + step.startswith(">")
            return self._run_steps(frame, people, start)
        call_step, _, choice = path[0].partition(":")
        index = frame.campaign.index_of(call_step)
        child = self._child_at(frame, index, choice or "default", path[0])
        if child is not None:
            people = self._resume(child, path[1:], step, people)
        return self._run_steps(frame, people, index + 1)

    def _resume_answered(self, frame: Frame, index: int, people: list[int]) -> list[int]:
        """The step takes the answers; one that is gone from the flow by now has nobody to take them."""
        if index >= len(frame.campaign.steps):
            return people
        step = frame.campaign.steps[index]
        people = self._hold_back(frame, step, people, parked_at=f"{ANSWERED}{step.id}")
        survivors = []
        for branch in step.branches:
            group = [person for person in people if self._asked_by(person, step) == branch.id]
            self.stand(frame, step, branch)
            survivors.append(self._take_answers(step, branch, group))
        return self._run_steps(frame, list(merge(*survivors)), index + 1)

    def _asked_by(self, person: int, step: CompiledStep) -> str:
        """The branch that waited; the default where the flow has lost it."""
        choice = self.answers[person].choice
        return choice if any(branch.id == choice for branch in step.branches) else "default"

    def _take_answers(self, step: CompiledStep, branch: CompiledBranch, people: list[int]) -> list[int]:
        if people and branch.params is not None and isinstance(step.action, AnsweredKind):
            return step.action.answered(branch.params, people, self)
        return people

    def _child_at(self, frame: Frame, index: int, choice: str, element: str) -> Frame | None:
        if index >= len(frame.campaign.steps):
            return None
        branch = next((each for each in frame.campaign.steps[index].branches if each.id == choice), None)
        params = branch.params if branch else None
        campaign_id = getattr(params, "campaign", None)
        if not isinstance(campaign_id, int) or campaign_id not in self.plan.campaigns:
            return None
        return self._frame_of(frame, campaign_id, element, parent_context=getattr(params, "parent_context", False))

    def _run_step(self, frame: Frame, step: CompiledStep, people: list[int]) -> list[int]:
        people = self._hold_back(frame, step, people)
        counts = self.counts.setdefault(("/".join(frame.path), step.id), StepCounts())
        counts.entered += len(people)
        survivors: list[list[int]] = []
        self.stand(frame, step)
        for branch, group in self._groups(frame, step, people):
            if group:
                counts.branches.setdefault(branch.id, []).extend(group)
                survivors.append(self._act(frame, step, branch, group))
        return survivors[0] if len(survivors) == 1 else list(merge(*survivors))

    def _groups(
        self, frame: Frame, step: CompiledStep, people: list[int]
    ) -> Iterator[tuple[CompiledBranch, list[int]]]:
        """The first choice that matches takes the person; all conditions see the data before the step (F01)."""
        groups = []
        rest = people
        for branch in step.branches[:-1]:
            condition = self.judgements.choice(frame.id, step.id, branch.id)
            matched = evaluate(condition, self, rest)
            groups.append((branch, matched))
            doubt = doubt_of(condition) if rest and not matched else None
            if doubt:
                self._say_doubt(frame, step, branch, rest, doubt)
            if matched:
                taken = set(matched)
                rest = [each for each in rest if each not in taken]
        groups.append((step.branches[-1], rest))
        return iter(groups)

    def _say_doubt(
        self, frame: Frame, step: CompiledStep, branch: CompiledBranch, people: list[int], doubt: str
    ) -> None:
        """A choice that can't be judged takes nobody, and the log says so (C10)."""
        self.stand(frame, step, branch)
        reason = f"The choice can't be judged, so it took nobody: {doubt}"
        for person in people:
            self.skip(person, "flow_step", reason, (step.kind,))
        self.stand(frame, step)

    def _act(self, frame: Frame, step: CompiledStep, branch: CompiledBranch, people: list[int]) -> list[int]:
        self.stand(frame, step, branch)
        if branch.fault or step.action is None:
            for person in people:
                self.fail(person, _type_of(step.kind), branch.fault or "This kind of step does not exist.")
            return people
        if branch.params is None:
            return people  # Do Nothing
        if self.replayed_at is not None and step.kind not in REPLAYED:
            return self._not_replayed(step, branch, people)
        return step.action.act(branch.params, people, self)

    def _not_replayed(self, step: CompiledStep, branch: CompiledBranch, people: list[int]) -> list[int]:
        """The steps that do not act on what was done anonymously; the people go on (C18)."""
        campaign_id = getattr(branch.params, "campaign", None)
        if step.kind == "execute_campaign" and isinstance(campaign_id, int):
            parent_context = getattr(branch.params, "parent_context", False)
            self._count_call(campaign_id, qualified=0, refused=len(people))
            self._log_calls(campaign_id, people, dict.fromkeys(people, NOT_REPLAYED), parent_context=parent_context)
            return people
        for person in people:
            self.skip(person, _type_of(step.kind), NOT_REPLAYED)
        return people

    def _hold_back(
        self, frame: Frame, step: CompiledStep | None, people: list[int], *, parked_at: str | None = None
    ) -> list[int]:
        """Parks those for whom this step, or the door, raised an unexpected error when they were tried alone (F08)."""
        step_id = step.id if step else None
        held = self.hold.get((frame.path, step_id))
        if not held:
            return people
        ids = self.facts.ids
        for person in people:
            if ids[person] in held:
                self.parked.append(Parked(person, frame.path, parked_at or step_id, None, held[ids[person]]))
        return [person for person in people if ids[person] not in held]

    # Execute Campaign.

    def call(self, campaign_id: int, people: Sequence[int], *, parent_context: bool) -> list[int]:
        caller, step, branch = self.frame, self.step, self.branch
        assert step is not None and branch is not None
        passed, reasons = self._judge_call(campaign_id, list(people))
        self._log_calls(campaign_id, people, reasons, parent_context=parent_context)
        self._count_call(campaign_id, qualified=len(passed), refused=len(people) - len(passed))
        if not passed:
            return list(people)
        element = step.id if branch.id == "default" else f"{step.id}:{branch.id}"
        child = self._frame_of(caller, campaign_id, element, parent_context=parent_context)
        survivors = self._run_steps(child, passed, 0)
        self.stand(caller, step, branch)
        return list(merge(survivors, (person for person in people if person in reasons)))

    def _frame_of(self, caller: Frame, campaign_id: int, element: str, *, parent_context: bool) -> Frame:
        context = called_context(caller.context, self.campaigns[campaign_id].layer, parent_context=parent_context)
        return Frame(self.plan.campaigns[campaign_id], (*caller.path, element), (*caller.chain, campaign_id), context)


def _type_of(kind: str) -> str:
    """The activity type under which a step that could not be tried is logged."""
    return kind if kind in BY_KEY else "flow_step"
