"""Checks what an import was told, makes the new fields, and puts it into the queue."""

from collections import Counter
from collections.abc import Iterator, Mapping

from campaigns.definitions.actor import Actor, Role
from campaigns.definitions.fields import Field
from campaigns.definitions.imports import ColumnTarget, ImportOrder
from campaigns.definitions.text import normal
from campaigns.errors import Invalid
from campaigns.events import JobProgressed, publish
from campaigns.models import ChannelStatus, FieldDefinition, Job, Program, StaticList
from campaigns.queue import wake
from campaigns.selectors.import_triggers import count_triggers
from campaigns.selectors.imports import import_job
from campaigns.services.audit import audited
from campaigns.services.fields import add_field
from campaigns.services.importing.guessing import can_be_key
from campaigns.storage.fields import all_fields


@audited("started", Job, id="import_id")
def start_import(actor: Actor, workspace_id: int, import_id: int, *, order: ImportOrder) -> Job:
    """The rest is done by a worker, slice by slice."""
    import_job(actor, workspace_id, import_id, role=Role.MARKETER)
    job = Job.objects.select_for_update().get(pk=import_id)
    if job.state != Job.State.UPLOADED:
        raise Invalid("This import has been started already. Upload the file again to import it once more.")
    _check(job, order)
    mapped = _fields_of(job, order)
    key = mapped[_headings(job).index(order.key)]
    job.params |= {
        "fields": mapped,
        "key": key,
        "empty_words": [word.strip().casefold() for word in order.empty_words],
        "list": order.list,
        "program": order.program,
        "status": order.status,
        "repeated": _repeated(job, order),
    }
    is_new = any(target.column == order.key and target.new for target in order.mapping)
    if _make_key(key) and not is_new:
        job.cursor = {"keys_after": 0}
    job.state = Job.State.QUEUED
    job.save()
    publish(JobProgressed(workspace_id, job.pk))
    wake("jobs")
    return job


def triggers_of_order(actor: Actor, workspace_id: int, import_id: int, *, order: ImportOrder) -> int:
    """How many active trigger campaigns this may start; refuses what `start_import` would refuse."""
    job = import_job(actor, workspace_id, import_id, role=Role.MARKETER)
    _check(job, order)
    fields = {target.field for target in order.mapping if target.field}
    return count_triggers(job.workspace, fields=fields, list_id=order.list)


def _check(job: Job, order: ImportOrder) -> None:
    wrong = list(_wrong_columns(_headings(job), order))
    wrong += _wrong_targets(order.mapping, all_fields()) or _wrong_key(order, all_fields())
    wrong += _wrong_places(job.workspace_id, order)
    if wrong:
        raise Invalid(wrong[0], fields={"mapping": wrong})


def _wrong_columns(headings: list[str], order: ImportOrder) -> Iterator[str]:
    named = Counter(target.column for target in order.mapping)
    for column in [*named, order.key]:
        if column not in headings:
            yield f"The file has no column “{column}”."
    yield from (f"The column “{column}” is mapped twice." for column, times in named.items() if times > 1)


def _wrong_targets(mapping: tuple[ColumnTarget, ...], fields: Mapping[str, Field]) -> list[str]:
    wrong = []
    for target in mapping:
        if [target.field is not None, target.new is not None, target.skip].count(True) > 1:
            wrong.append(f"The column “{target.column}” has more than one target. Choose one.")
        elif target.field is not None and target.field not in fields:
            wrong.append(f"There is no field “{target.field}” for the column “{target.column}”.")
        elif target.field is not None and fields[target.field].read_only:
            wrong.append(f"{fields[target.field].label} is kept by the designer itself and can't be imported.")
    times = Counter(target.field for target in mapping if target.field)
    return wrong + [
        f"Two columns go into {fields[name].label}." for name, n in times.items() if n > 1 and name in fields
    ]


def _wrong_key(order: ImportOrder, fields: Mapping[str, Field]) -> list[str]:
    target = next((each for each in order.mapping if each.column == order.key), None)
    if target is None or not (target.field or target.new):
        return [f"People are found by the column “{order.key}”, so it must go into a field."]
    field = fields[target.field] if target.field else None
    if field is not None and field.standard and not field.is_key:
        return [f"People can't be found by {field.label}. Choose the e-mail address or a custom field."]
    type = field.type if field is not None else target.new and target.new.type
    if not can_be_key(type or None):
        return [f"People can't be found by “{order.key}”: a key is a text or a whole number."]
    return []


def _wrong_places(workspace_id: int, order: ImportOrder) -> Iterator[str]:
    if order.list is not None and not StaticList.objects.filter(workspace_id=workspace_id, pk=order.list).exists():
        yield "The list to add people to is not there any more."
    if order.program is None and order.status is None:
        return
    if order.program is None or order.status is None:
        yield "Choose a program together with the status that people get in it."
        return
    program = Program.objects.filter(workspace_id=workspace_id, pk=order.program).first()
    if program is None:
        yield "The program to add people to is not there any more."
    elif not ChannelStatus.objects.filter(pk=order.status, channel=program.channel_id, step__gt=0).exists():
        yield f"{program.name} has no such status that a member can have."


def _headings(job: Job) -> list[str]:
    return [column["name"] for column in job.params["columns"]]


def _fields_of(job: Job, order: ImportOrder) -> list[str | None]:
    """The field of every column, in the file's order; the new ones are made."""
    targets = {target.column: target for target in order.mapping}
    return [_field_of(targets.get(heading)) for heading in _headings(job)]


def _field_of(target: ColumnTarget | None) -> str | None:
    if target is None or target.skip:
        return None
    if target.new is not None:
        return add_field(label=target.new.label, type=target.new.type).name
    return target.field


def _repeated(job: Job, order: ImportOrder) -> int:
    """Lines whose key an earlier line has too."""
    column = _headings(job).index(order.key)
    width = len(job.params["columns"])
    keys = Counter(
        normal(cells[column])
        for rows in job.slices.values_list("rows", flat=True).iterator(chunk_size=20)
        for _, cells in rows
        if len(cells) == width and cells[column].strip()
    )
    return keys.total() - len(keys)


def _make_key(name: str | None) -> bool:
    """True when it was none before: then the people who are there must become findable by it."""
    return FieldDefinition.objects.filter(name=name, is_key=False).update(is_key=True) > 0
