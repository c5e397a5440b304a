"""The worker inside the web process: plain threads that call the same functions as Celery's tasks (engine.md 23)."""

import gc
import threading
import time
from collections.abc import Callable

import structlog
from django.db import close_old_connections, connection

from campaigns import queue
from campaigns.runtime import deliver, jobs, notice_mail
from campaigns.runtime.drain import drain
from campaigns.runtime.sweep import sweep, tidy

log = structlog.get_logger()
_TRIGGERS_BEFORE_A_BATCH = 20
_TIDY_EVERY = 60.0  # seconds
_WEBHOOK_THREADS = 3  # a call may take half a minute


class Embedded:
    """Threads for waves, for long jobs, for what leaves the house, and the scheduler that sweeps once a second."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._waves, self._jobs, self._messages = threading.Event(), threading.Event(), threading.Event()
        self._webhooks = [threading.Event() for _ in range(_WEBHOOK_THREADS)]
        self._threads = [
            threading.Thread(target=self._loop, args=(self._work_waves, self._waves), name="waves", daemon=True),
            threading.Thread(target=self._loop, args=(self._work_jobs, self._jobs), name="jobs", daemon=True),
            threading.Thread(target=self._loop, args=(self._send_messages, self._messages), name="mail", daemon=True),
            *(
                threading.Thread(target=self._loop, args=(self._call_webhooks, each), name="webhooks", daemon=True)
                for each in self._webhooks
            ),
            threading.Thread(target=self._schedule, name="scheduler", daemon=True),
        ]

    def start(self) -> None:
        queue.on_wake(self._wake)
        gc.freeze()  # what the program itself is made of lives as long as it does; no wave waits for its inspection
        for thread in self._threads:
            thread.start()

    def stop(self, *, seconds: float = 10.0) -> None:
        """The transaction under way finishes; everything else is in the database."""
        self._stopping.set()
        for awake in (self._waves, self._jobs, self._messages, *self._webhooks):
            awake.set()
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))

    def _wake(self, lane: str) -> None:
        match lane:
            case "jobs":
                self._jobs.set()
            case "delivery":
                for awake in (self._messages, *self._webhooks):
                    awake.set()
            case _:
                self._waves.set()

    def _loop(self, work: Callable[[], bool], awake: threading.Event) -> None:
        while not self._stopping.is_set():
            awake.wait(1.0)
            awake.clear()
            while not self._stopping.is_set() and self._guarded(work):
                pass
        connection.close()

    def _work_waves(self) -> bool:
        """Triggers first, and yet a batch goes on."""
        triggers = drain("trigger", claims=_TRIGGERS_BEFORE_A_BATCH)
        return drain("batch", claims=1) or triggers

    def _work_jobs(self) -> bool:
        return jobs.work() or notice_mail.send_one()

    def _send_messages(self) -> bool:
        return deliver.send_messages()

    def _call_webhooks(self) -> bool:
        return deliver.send_next(deliver.WEBHOOKS)

    def _schedule(self) -> None:
        tidied = float("-inf")
        while not self._stopping.wait(1.0):
            self._guarded(sweep)
            if time.monotonic() - tidied > _TIDY_EVERY:
                self._guarded(tidy)
                tidied = time.monotonic()
        connection.close()

    def _guarded(self, work: Callable[[], bool | None]) -> bool:
        """A thread outlives whatever goes wrong in one turn; the next second tries again."""
        try:
            return bool(work())
        except Exception:
            log.exception("worker_turn_failed", work=getattr(work, "__name__", "work"))
            close_old_connections()
            return False


_running: list[Embedded] = []


def start() -> None:
    embedded = Embedded()
    embedded.start()
    _running.append(embedded)


def stop() -> None:
    while _running:
        _running.pop().stop()
