"""Cloning a program with everything in it: a long job, whose parts name each other's clones at the end (C05).

First the things are copied, a few per slice; `cursor["clones"]` maps each to its clone. Then campaigns and smart lists
are pointed at the clones and published, executables before those who call them.
"""

from collections.abc import Callable, Mapping

from django.utils import timezone

from campaigns.catalog import catalog
from campaigns.definitions.actor import SYSTEM, Actor, Role
from campaigns.definitions.flow import Flow
from campaigns.definitions.smart_list import SmartList
from campaigns.engine.checks.refs import calls_of
from campaigns.engine.repointing import repointed_flow, repointed_smart_list
from campaigns.events import TreeChanged, publish
from campaigns.models import Folder, Job, MyToken, Program, SmartCampaign, SmartListAsset
from campaigns.queue import wake
from campaigns.runtime import jobs
from campaigns.selectors.places import find_place
from campaigns.selectors.rights import require
from campaigns.services.audit import audited
from campaigns.services.campaigns.drafts import settle_clone
from campaigns.services.copies import COPIERS, Copies
from campaigns.services.naming import clean_name, name_is_free
from campaigns.services.placing import load, outside_programs
from campaigns.services.references import index_smart_list

KIND = "clone_program"
AT_ONCE = 20


@audited("cloned", Program)
def clone_program(actor: Actor, *, workspace_id: int, program_id: int, name: str, parent: str | None) -> Program:
    """At once there are the program and its tokens; a job fills it. Members, runs and activations are not copied."""
    require(actor, workspace_id, Role.MARKETER)
    source = load(Program, actor, workspace_id=workspace_id, id=program_id)
    clone = Program(
        workspace_id=workspace_id,
        name=clean_name(name),
        description=source.description,
        channel_id=source.channel_id,
        folder_id=outside_programs(find_place(workspace_id, parent)).folder,
    )
    with name_is_free(clone.name):
        clone.save()
    _copy_tokens(source, clone)
    folders = _copy_folders(source, clone)
    _begin(actor, source, clone, folders)
    publish(TreeChanged(workspace_id))
    return clone


def complete_clone(clone: Program) -> Mapping[str, int]:
    """Fills it at once, in the caller's transaction. What became of what: "campaign:7" to the id of its clone."""
    job = Job.objects.get(workspace=clone.workspace_id, kind=KIND, params__program=clone.pk)
    return dict(jobs.work_out(job.pk).cursor["clones"])


def work_slice(job: Job) -> bool:
    """Inside the transaction that holds the job's row. False when the clone is complete."""
    todo = job.cursor["todo"]
    if not todo:
        return False
    phase, work = ("copy", _copy) if todo[0][0] == "copy" else ("settle", _settle)
    now = [each for each in todo[:AT_ONCE] if each[0] == phase]
    for _, node in now:
        work(job, node)
    job.cursor = {**job.cursor, "todo": todo[len(now) :]}
    job.done += len(now)
    publish(TreeChanged(job.workspace_id))
    return bool(job.cursor["todo"])


def _begin(actor: Actor, source: Program, clone: Program, folders: Mapping[int, int]) -> None:
    nodes = [
        f"{kind}:{id}"
        for kind, copier in COPIERS.items()
        for id in copier.model._default_manager.filter(program=source.pk).order_by("pk").values_list("pk", flat=True)
    ]
    settled = [*_of_kind(nodes, "smart_list"), *_callees_first(_of_kind(nodes, "campaign"))]
    todo = [*(("copy", node) for node in nodes), *(("settle", node) for node in settled)]
    Job.objects.create(
        workspace_id=clone.workspace_id,
        kind=KIND,
        state=Job.State.QUEUED,
        params={"source": source.pk, "program": clone.pk, "name": clone.name},
        cursor={
            "todo": todo,
            "clones": {f"program:{source.pk}": clone.pk},
            "folders": {str(old): new for old, new in folders.items()},
        },
        total=len(todo),
        created_at=timezone.now(),
        created_by_id=actor.user_id,
    )
    wake("jobs")


def _copy(job: Job, node: str) -> None:
    """What was deleted in the meantime is left out."""
    kind, _, id = node.partition(":")
    copier = COPIERS[kind]
    row = copier.model._default_manager.filter(workspace_id=job.workspace_id, pk=int(id)).first()
    if row is None:
        return
    folder = job.cursor["folders"].get(str(row.folder_id)) if row.folder_id else None
    copies = Copies(program_id=job.params["program"], folder_id=folder, user_id=job.created_by_id)
    job.cursor["clones"][node] = copier.copy(row, copies)


def _settle(job: Job, node: str) -> None:
    """Its definition names the clones now."""
    clones: Mapping[str, int] = job.cursor["clones"]
    if node in clones:
        _SETTLERS[node.partition(":")[0]](clones[node], clones, job)


def _settle_smart_list(id: int, clones: Mapping[str, int], job: Job) -> None:
    row = SmartListAsset.objects.get(pk=id)
    definition = repointed_smart_list(SmartList.model_validate(row.definition), clones, catalog())
    row.definition = definition.model_dump(mode="json")
    row.save(update_fields=["definition"])
    index_smart_list(row, definition)


def _settle_campaign(id: int, clones: Mapping[str, int], job: Job) -> None:
    row = SmartCampaign.objects.get(pk=id)
    smart_list = repointed_smart_list(SmartList.model_validate(row.draft_smart_list), clones, catalog())
    flow = repointed_flow(Flow.model_validate(row.draft_flow), clones, catalog())
    settle_clone(row, smart_list, flow, actor=SYSTEM.model_copy(update={"user_id": job.created_by_id}))


_SETTLERS: Mapping[str, Callable[[int, Mapping[str, int], Job], None]] = {
    "smart_list": _settle_smart_list,
    "campaign": _settle_campaign,
}


def _of_kind(nodes: list[str], kind: str) -> list[str]:
    return [node for node in nodes if node.startswith(f"{kind}:")]


def _callees_first(nodes: list[str]) -> list[str]:
    """So that callers find their executables published. Circles, which only drafts hold, end where they began."""
    ids = [int(node.partition(":")[2]) for node in nodes]
    rows = SmartCampaign.objects.filter(pk__in=ids).values_list("pk", "draft_flow")
    calls = {pk: calls_of(Flow.model_validate(flow), catalog()) for pk, flow in rows}
    ordered: dict[int, None] = {}

    def visit(id: int, inside: frozenset[int]) -> None:
        for callee in sorted(calls.get(id, ())):
            if callee in calls and callee not in ordered and callee not in inside:
                visit(callee, inside | {callee})
        ordered.setdefault(id)

    for id in ids:
        visit(id, frozenset({id}))
    return [f"campaign:{id}" for id in ordered]


def _copy_tokens(source: Program, clone: Program) -> None:
    MyToken.objects.bulk_create(
        MyToken(workspace_id=clone.workspace_id, program=clone, name=token.name, type=token.type, value=token.value)
        for token in source.tokens.all()
    )


def _copy_folders(source: Program, clone: Program) -> dict[int, int]:
    """Level by level, for a folder comes after the one above it."""
    folders = list(Folder.objects.filter(program=source).order_by("pk"))
    copied: dict[int, int] = {}
    while left := [each for each in folders if each.pk not in copied]:
        ready = [each for each in left if each.folder_id is None or each.folder_id in copied]
        for each in ready:
            above = copied[each.folder_id] if each.folder_id else None
            made = Folder.objects.create(
                workspace_id=clone.workspace_id, program=clone, folder_id=above, name=each.name
            )
            copied[each.pk] = made.pk
        if not ready:
            break
    return copied
