"""A sender without a network, for stories about deliveries and answers."""

from campaigns.models import Delivery
from campaigns.runtime.outcomes import OutcomeDraft, record_outcome
from campaigns.runtime.senders import Outcome, Sent


class Bell:
    """A sender that answers as it is told, and remembers the keys that it was given."""

    def __init__(self) -> None:
        self.answers: list[Outcome | BaseException] = []
        self.keys: list[str] = []

    def send(self, delivery: Delivery) -> Outcome:
        self.keys.append(str(delivery.key))
        answer = self.answers.pop(0) if self.answers else Sent({"said": delivery.payload["text"]})
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def settled(self, delivery: Delivery) -> None:
        if delivery.state == Delivery.State.SENT:
            record_outcome(delivery, _count, fields=["behavior_score"])


def _count(draft: OutcomeDraft) -> None:
    draft.change(0, "behavior_score", 1)
    draft.log(0, "change_score", ("behavior_score", "+1", 0, 1, "Bell"))
