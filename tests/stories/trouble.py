"""What stories about refusals and held people do: mend a person, see who is held, retry them (F08)."""

from campaigns.models import Activity, Person, Run, Waiting
from campaigns.runtime import record
from campaigns.runtime.control import retry_held
from campaigns.runtime.record import Source
from tests.stories.acting import rows_of, work

DESIGNER = Source("Designer")


def move(person: Person, city: str) -> None:
    record.change_people({person.pk: {"city": city}}, source=DESIGNER)


def held(run: Run) -> list[int]:
    return list(Waiting.objects.filter(run=run, state="held").values_list("entry", flat=True))


def retry(started: Run) -> None:
    assert retry_held(started, held(started)) == 1
    work()


def failed(person: Person) -> list[Activity]:
    return [row for row in rows_of(person) if row.result == Activity.Result.FAILED]
