"""Queued entries of people who were merged meanwhile go on as those who stayed (engine.md 19)."""

from dataclasses import replace

from campaigns.models import Wave
from campaigns.runtime.arriving import Arriving, Crowd
from campaigns.storage import merges, waiting, waves

MERGED = "The person was merged with one who is in this run anyway."


def follow_merges(crowd: Crowd, present: list[int], *, root: int) -> bool:
    """False when nobody was merged. `present` are those of the crowd who are still there.

    Who comes twice then, goes on in a wave of its own behind this one; a batch takes each person once.
    """
    missing = set(crowd.ids) - set(present)
    winners = merges.winners_of(missing) if missing else {}
    if not winners:
        return False
    taken = waiting.removed(list(winners), campaign=root) if crowd.at_the_door else {}
    here = [each for each in crowd.people if each.person not in winners]
    seen = {each.person for each in here}
    for each in crowd.people:
        if each.person not in winners:
            continue
        winner = winners[each.person]
        if each.person in taken and each.begun_at <= taken[each.person]:
            crowd.dropped[waiting.TAKEN_OUT] += 1
        elif _is_picked_twice(crowd, winner, twice=winner in seen):
            crowd.dropped[MERGED] += 1
        elif winner in seen:
            _set_aside(crowd, each, winner)
        else:
            seen.add(winner)
            here.append(replace(each, person=winner))
    crowd.people = sorted(here, key=lambda each: each.person)
    return True


def _is_picked_twice(crowd: Crowd, winner: int, *, twice: bool) -> bool:
    first = crowd.waves[0]
    if not crowd.at_the_door or first.run.kind != "batch":
        return False
    return twice or merges.is_in_run(winner, first.run, besides=crowd.waves)


def _set_aside(crowd: Crowd, person: Arriving, winner: int) -> None:
    wave: Wave = next(each for each in crowd.waves if person.entry in waves.entries_of(each))
    waves.set_aside(wave, winner, entry=None if crowd.repeats else person.entry, context=person.context)
