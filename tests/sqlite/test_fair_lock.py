"""The lock that hands itself over in order."""

import threading

from campaigns.sqlite.fair_lock import FairLock
from tests.until import until


def queue_up(lock: FairLock, served: list[str], name: str) -> threading.Thread:
    """A thread that certainly stands in the queue when this returns."""

    def take_turn() -> None:
        assert lock.acquire(timeout=5)
        served.append(name)
        lock.release()

    places = lock.waiting
    thread = threading.Thread(target=take_turn)
    thread.start()
    until(lambda: lock.waiting == places + 1)
    return thread


def test_those_who_wait_are_served_in_the_order_of_their_coming() -> None:
    lock, served = FairLock(), list[str]()
    lock.acquire(timeout=1)
    threads = [queue_up(lock, served, name) for name in "abcde"]
    lock.release()
    for thread in threads:
        thread.join()
    assert served == list("abcde")


def test_who_asks_again_at_once_stands_behind_those_who_wait() -> None:
    lock, served = FairLock(), list[str]()
    lock.acquire(timeout=1)
    thread = queue_up(lock, served, "trigger")
    lock.release()
    lock.acquire(timeout=5)
    served.append("batch")
    lock.release()
    thread.join()
    assert served == ["trigger", "batch"]


def test_who_gives_up_leaves_no_hole_in_the_queue() -> None:
    lock = FairLock()
    assert lock.acquire(timeout=1)
    assert not lock.acquire(timeout=0.01)
    assert lock.waiting == 0
    lock.release()
    assert lock.acquire(timeout=0.01)
