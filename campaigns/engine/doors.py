"""Who passes into a campaign's flow: at the door of the root, and at each call of an executable (C07 to C12, S04)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from campaigns.definitions.campaign import Qualification
from campaigns.engine.draft import FAILED, Row
from campaigns.engine.evaluate import evaluate
from campaigns.engine.judgements import Judgements
from campaigns.engine.places import Frame, Place
from campaigns.engine.plan import MAX_DEPTH
from campaigns.engine.predicates import doubt_of
from campaigns.engine.qualify import may_pass
from campaigns.engine.wave import Value
from campaigns.engine.wave_draft import WaveDraft

NOT_IN_LIST = "The person is not in the campaign's smart list."
ALREADY_RAN = "The campaign's qualification rule lets the person through no more, or not yet."


@dataclass(slots=True)
class DoorDraft(WaveDraft):
    """The part of the flow's runner that judges, counts and logs who passes."""

    judgements: Judgements = None  # type: ignore[assignment]
    entered: dict[int, list[int]] = field(default_factory=dict)
    calls: dict[Place, dict[int, list[int]]] = field(default_factory=dict)  # child -> [qualified, not qualified]
    refused: Counter[str] = field(default_factory=Counter)
    _last: dict[int, dict[int, datetime]] = field(default_factory=dict)

    def _admit(self, root: Frame, people: list[int], *, picked: bool) -> list[int]:
        """The door of the root: smart list first, then the qualification rule (S04)."""
        if not picked:
            predicate = self.judgements.smart_list(root.id)
            matched = evaluate(predicate, self, people)
            if len(matched) < len(people):
                self.refused[doubt_of(predicate) or NOT_IN_LIST] += len(people) - len(matched)
            people = matched
        passed = self._pass(root.id, people)
        if len(passed) < len(people):
            self.refused[ALREADY_RAN] += len(people) - len(passed)
        return passed

    def _pass(self, campaign_id: int, people: list[int]) -> list[int]:
        """Those whom the qualification rule lets through; they count as members from now on (C19)."""
        rule: Qualification = self.campaigns[campaign_id].qualification
        last = self._last_passes(campaign_id)
        passed, now = people, self.replayed_at or self.now
        if rule.mode != "every_time":
            passed = [each for each in people if may_pass(rule, last=last.get(each), now=now)]
        last.update((each, now) for each in passed)
        self.entered.setdefault(campaign_id, []).extend(passed)
        return passed

    def _last_passes(self, campaign_id: int) -> dict[int, datetime]:
        if campaign_id not in self._last:
            self._last[campaign_id] = dict(self.facts.passes.get(campaign_id, {}))
        return self._last[campaign_id]

    def in_campaign(self, campaign_id: int) -> Mapping[int, datetime]:
        return self._last_passes(campaign_id)

    def _judge_call(self, campaign_id: int, people: list[int]) -> tuple[list[int], dict[int, str]]:
        """Who may pass into the child, and for everybody else the reason (C07, C09)."""
        fault = self._fault_of_call(campaign_id)
        if fault:
            return [], dict.fromkeys(people, fault)
        reasons: dict[int, str] = {}
        matched = evaluate(self.judgements.smart_list(campaign_id), self, people)
        if len(matched) < len(people):
            inside = set(matched)
            reasons = {person: NOT_IN_LIST for person in people if person not in inside}
        passed = self._pass(campaign_id, matched)
        if len(passed) < len(matched):
            through = set(passed)
            reasons.update((person, ALREADY_RAN) for person in matched if person not in through)
        return passed, reasons

    def _fault_of_call(self, campaign_id: int) -> str | None:
        """Why nobody at all qualifies: a broken child, or a chain that is too deep or goes in a circle (C10, C12)."""
        child = self.plan.campaigns.get(campaign_id)
        if campaign_id in self.frame.chain:
            return "Chain goes in a circle: the campaign is being executed already."
        if len(self.frame.path) >= MAX_DEPTH:
            return f"Chain too deep: more than {MAX_DEPTH} executable campaigns in a row."
        if child is None or campaign_id not in self.campaigns:
            return "Invalid flow: the campaign is no longer there."
        if child.planned.broken:
            return f"Invalid flow: {child.planned.broken}"
        doubt = doubt_of(self.judgements.smart_list(campaign_id))
        return f"Invalid smart list: {doubt}" if doubt else None

    def _log_calls(
        self, campaign_id: int, people: Sequence[int], reasons: Mapping[int, str], *, parent_context: bool
    ) -> None:
        known = self.scope.campaigns.get(campaign_id)
        name = known.name if known else f"Campaign {campaign_id}"
        used = "TRUE" if parent_context else "FALSE"
        passed: tuple[Value, ...] = (name, "TRUE", used, None)
        origin = self._origin("execute_campaign", 0)
        rows = self.rows
        for person in people:
            reason = reasons.get(person)
            if reason is None:
                rows.append(Row(person, origin, passed, campaign_id, None, ()))
            else:
                self._log_refused_call(person, campaign_id, (name, "FALSE", used, reason))

    def _log_refused_call(self, person: int, campaign_id: int, attributes: tuple[Value, ...]) -> None:
        """A chain that is too deep or a circle is a failure; anything else is a plain FALSE (C12)."""
        reason = str(attributes[-1])
        result = FAILED if reason.startswith("Chain ") else 0
        self.rows.append(
            Row(
                person,
                self._origin("execute_campaign", result),
                attributes,
                campaign_id,
                reason if result else None,
                (),
            )
        )

    def _count_call(self, campaign_id: int, *, qualified: int, refused: int) -> None:
        count = self.calls.setdefault(self.place(), {}).setdefault(campaign_id, [0, 0])
        count[0] += qualified
        count[1] += refused
