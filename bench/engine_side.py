"""The product's side: one batch run, from the button to the last numbered journal, in this process."""

import gc
import time
from collections.abc import Callable

from campaigns.definitions.actor import SYSTEM
from campaigns.models import Run, SmartCampaign
from campaigns.runtime import launch
from campaigns.runtime.drain import drain
from campaigns.storage import journal


def run(campaign: SmartCampaign, *, after_each: Callable[[], None] | None = None) -> float:
    """Seconds. `after_each` is called between two claims."""
    gc.freeze()  # as the workers do when they start
    start = time.perf_counter()
    started = launch.start_batch(campaign, actor=SYSTEM)
    while drain("batch", claims=1):
        if after_each:
            after_each()
    journal.number()
    seconds = time.perf_counter() - start
    started.refresh_from_db()
    if started.state != Run.State.DONE:
        raise RuntimeError(f"The run ended as {started.state}: {started.reason}")
    return seconds
