"""A lock that is handed over in the order in which it was asked for."""

import threading
from collections import deque


class FairLock:
    """Unlike threading.Lock, whoever releases and asks again at once stands behind those who already wait."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Lock] = deque()

    def acquire(self, *, timeout: float) -> bool:
        """False when the turn did not come within timeout seconds."""
        turn = self._take_place()
        if turn is None:
            return True
        try:
            if turn.acquire(timeout=timeout):
                return True
        except BaseException:  # Ctrl-C while waiting: the place in the queue must not be left behind
            if not self._leave(turn):
                self.release()
            raise
        return not self._leave(turn)

    def release(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def _take_place(self) -> "threading.Lock | None":
        """None when the lock was free and is ours now."""
        with self._mutex:
            if not self._held:
                self._held = True
                return None
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
            return turn

    def _leave(self, turn: threading.Lock) -> bool:
        """False when the turn came at the last moment, and the lock is ours."""
        with self._mutex:
            if turn not in self._waiting:
                return False
            self._waiting.remove(turn)
            return True
