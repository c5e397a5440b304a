"""Imports people, one slice of the file per transaction: a crash loses no line and repeats none (engine.md 20)."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from campaigns.engine.wave import Value
from campaigns.errors import Invalid
from campaigns.models import (
    ChannelStatus,
    ImportFault,
    ImportSlice,
    Job,
    Person,
    PersonKey,
    Program,
    StaticList,
    Workspace,
)
from campaigns.runtime.import_lines import Fault, Layout, ReadLines, fields_of, read_lines
from campaigns.runtime.record import Source, change_people, create_people, put_on_list, set_status
from campaigns.storage.fields import all_fields
from campaigns.storage.person_words import replace_words

KEYS_AT_ONCE = 2_000


def work_slice(job: Job) -> bool:
    """Inside the transaction that holds the job's row. False when the import is complete."""
    if "keys_after" in job.cursor:
        _make_findable(job)
        return True
    part = job.slices.order_by("first_line", "pk").first()
    if part is not None:
        _import(job, part)
        part.delete()
    return job.slices.exists()


def _import(job: Job, part: ImportSlice) -> None:
    workspace = job.workspace
    _check_places(job)
    layout = _layout(job, workspace)
    read = read_lines(part.rows, layout)
    known = _known(workspace, layout, read)
    source = Source("Import", job.params["file_name"], job.workspace_id)
    new = [key for key in read.people if key not in known]
    partition = job.params.get("partition") or workspace.primary_partition_id
    created = create_people(partition, [_filled(read.people[key]) for key in new], source=source)
    changes = {known[key]: read.people[key] for key in read.people if key in known}
    changed = change_people(changes, source=source)
    _put(job, sorted([*created, *changes]), source)
    _keep_faults(job, read.faults, dict(part.rows))
    repeated = sum(len(lines) - 1 for lines in read.lines.values())
    job.done += len(part.rows)
    _count(
        job,
        created=len(created),
        updated=changed + repeated,
        unchanged=len(changes) - changed,
        rejected=read.rejected,
    )


def _layout(job: Job, workspace: Workspace) -> Layout:
    fields = all_fields()
    names = job.params["fields"]
    if any(name is not None and name not in fields for name in names):
        raise Invalid("A field of this import was deleted in the meantime. Upload the file again.")
    return Layout(
        headings=[column["name"] for column in job.params["columns"]],
        fields=fields_of(names, fields),
        key=job.params["key"],
        empty_words=frozenset(job.params["empty_words"]),
        zone=ZoneInfo(workspace.timezone),
    )


def _known(workspace: Workspace, layout: Layout, read: ReadLines) -> dict[str, int]:
    """Who is there already, by key. A key that several people share is nobody's: its lines are rejected."""
    rows = PersonKey.objects.filter(
        partition__in=list(workspace.partitions.all()),
        field=layout.key,
        value__in=list(read.people),
        person__deleted_at=None,
    ).values_list("value", "person")
    known: dict[str, set[int]] = {}
    for value, person in rows:
        known.setdefault(value, set()).add(person)
    for key, people in known.items():
        if len(people) > 1:
            reason = f"{len(people)} people share this key, so it is not clear whom to change. Nobody was changed."
            lines = read.lines.pop(key)
            del read.people[key]
            read.reject([Fault(line, layout.key_column, key, reason) for line in lines], lines=len(lines))
    return {key: next(iter(people)) for key, people in known.items() if key in read.people}


def _filled(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value is not None}


def _put(job: Job, people: list[int], source: Source) -> None:
    if people and job.params["list"] is not None:
        put_on_list(job.params["list"], people, source=source)
    if people and job.params["program"] is not None:
        set_status(job.params["program"], job.params["status"], people, source=source)


def _check_places(job: Job) -> None:
    """They may have been deleted since the import began."""
    list_id, program, status = job.params["list"], job.params["program"], job.params["status"]
    if list_id is not None and not StaticList.objects.filter(workspace=job.workspace_id, pk=list_id).exists():
        raise Invalid("The list to add people to was deleted in the meantime. Upload the file again.")
    if program is None:
        return
    found = Program.objects.filter(workspace=job.workspace_id, pk=program).first()
    if found is None or not ChannelStatus.objects.filter(pk=status, channel=found.channel_id).exists():
        raise Invalid("The program to add people to, or its status, was deleted in the meantime. Upload again.")


def _keep_faults(job: Job, faults: Iterable[Fault], rows: Mapping[int, list[str]]) -> None:
    left = dict(rows)  # the first fault of a line keeps its cells
    ImportFault.objects.bulk_create(
        [
            ImportFault(
                job=job,
                line=each.line,
                column=each.column[:255],
                value=each.value,
                reason=each.reason,
                cells=left.pop(each.line, None),
            )
            for each in faults
        ],
        batch_size=1_000,
    )


def _count(job: Job, **counts: int) -> None:
    job.outcome = {name: job.outcome.get(name, 0) + count for name, count in counts.items()}


def _make_findable(job: Job) -> None:
    """The field has become a key: whoever had a value in it before can be found by it from now on."""
    field = job.params["key"]
    start = job.cursor["keys_after"]
    people = list(
        Person.objects.select_for_update(no_key=True)
        .filter(pk__gt=start, values__has_key=field, deleted_at=None)
        .order_by("pk")[:KEYS_AT_ONCE]
    )
    PersonKey.objects.filter(field=field, person__in=people).delete()
    PersonKey.objects.bulk_create(
        PersonKey(partition_id=each.partition_id, person=each, field=field, value=str(each.values[field]))
        for each in people
    )
    replace_words(field, [(each.pk, each.values[field]) for each in people])
    job.cursor = {"keys_after": people[-1].pk} if len(people) == KEYS_AT_ONCE else {}
