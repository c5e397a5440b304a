"""Who matches a smart list now: counted, sampled, picked for a run; each by one read statement (L04, engine.md 16)."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from campaigns.definitions.campaign import CampaignSettings
from campaigns.engine.predicates import Predicate
from campaigns.engine.qualify import interval_of
from campaigns.models import SmartCampaign, Workspace
from campaigns.storage.predicate_sql import where
from campaigns.storage.sql import is_postgresql, moment, query

_FETCH = 10_000
Sql = tuple[str, list[Any]]
_ANYONE: Sql = ("1 = 1", [])


def count_matching(workspace_id: int, predicate: Predicate) -> int:
    condition, params = _matching(workspace_id, predicate)
    return int(query(f"SELECT count(*) FROM campaigns_person p WHERE {condition}", params)[0][0])


def sample(workspace_id: int, predicate: Predicate, limit: int) -> list[int]:
    """The first people who match, by id."""
    return people_page(workspace_id, predicate, 0, limit)


def matches(workspace_id: int, predicate: Predicate, person_id: int) -> bool:
    condition, params = _matching(workspace_id, predicate)
    return bool(query(f"SELECT 1 FROM campaigns_person p WHERE p.id = %s AND {condition}", [person_id, *params]))


def people_page(workspace_id: int, predicate: Predicate, after_id: int, limit: int) -> list[int]:
    """Up to `limit` people who match, with ids above `after_id`, ascending."""
    condition, params = _matching(workspace_id, predicate)
    rows = query(
        f"SELECT p.id FROM campaigns_person p WHERE p.id > %s AND {condition} ORDER BY p.id LIMIT %s",
        [after_id, *params, limit],
    )
    return [row[0] for row in rows]


def people_between(workspace_id: int, predicate: Predicate, after_id: int, until_id: int) -> list[int]:
    """Those who match, with ids above `after_id` and up to `until_id`."""
    condition, params = _matching(workspace_id, predicate)
    rows = query(
        f"SELECT p.id FROM campaigns_person p WHERE p.id > %s AND p.id <= %s AND {condition}",
        [after_id, until_id, *params],
    )
    return [row[0] for row in rows]


def count_qualified(
    campaign: SmartCampaign, predicate: Predicate, *, now: datetime, among: Sequence[Predicate] = ()
) -> tuple[int, int, list[int]]:
    """Who matches, how many of these the qualification rule lets through now, and how many of those each of `among`
    finds; in one statement."""
    condition, params = _matching(campaign.workspace_id, predicate)
    rule, rule_params = _rule(campaign, now=now)
    columns, column_params = [f"count(CASE WHEN {rule} THEN 1 END)"], [*rule_params]
    for each in among:
        found, found_params = _where(each)
        columns.append(f"count(CASE WHEN {rule} AND ({found}) THEN 1 END)")
        column_params += [*rule_params, *found_params]
    sql = f"SELECT count(*), {', '.join(columns)} FROM campaigns_person p WHERE {condition}"
    matching, qualified, *counts = (int(each) for each in query(sql, [*column_params, *params])[0])
    return matching, qualified, counts


def qualified_page(
    campaign: SmartCampaign, predicate: Predicate, after_id: int, limit: int, *, now: datetime, held_back: bool
) -> list[int]:
    """Like `people_page`, of those whom the qualification rule lets through, or of those whom it holds back."""
    condition, params = _matching(campaign.workspace_id, predicate)
    rule, rule_params = _rule(campaign, now=now)
    asked = f"NOT ({rule})" if held_back else rule
    rows = query(
        f"SELECT p.id FROM campaigns_person p WHERE p.id > %s AND {condition} AND {asked} ORDER BY p.id LIMIT %s",
        [after_id, *params, *rule_params, limit],
    )
    return [row[0] for row in rows]


def pick(workspace_id: int, campaign: SmartCampaign | None, predicate: Predicate, *, now: datetime) -> "array[int]":
    """The ids of everybody who qualifies, ascending: 8 bytes a person, whatever the number. Without a campaign there
    is no qualification rule."""
    condition, params = _matching(workspace_id, predicate)
    rule, rule_params = _rule(campaign, now=now) if campaign else _ANYONE
    people = array("Q")
    sql = f"SELECT p.id FROM campaigns_person p WHERE {condition} AND {rule} ORDER BY p.id"
    with _streaming() as cursor:
        cursor.execute(sql, [*params, *rule_params])
        while rows := cursor.fetchmany(_FETCH):
            people.extend(row[0] for row in rows)
    return people


@contextmanager
def _streaming() -> Iterator[Any]:
    """On PostgreSQL a cursor of the server, so that memory does not grow with the audience."""
    if is_postgresql():
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            yield cursor
    else:
        with connection.cursor() as cursor:
            yield cursor


def _matching(workspace_id: int, predicate: Predicate) -> Sql:
    """Living people of the workspace's partitions who match."""
    partitions = Workspace.partitions.through.objects.filter(workspace=workspace_id)
    ids = ",".join(str(id_) for id_ in partitions.values_list("partition_id", flat=True)) or "NULL"
    condition, params = _where(predicate)
    return f"p.deleted_at IS NULL AND p.partition_id IN ({ids}) AND ({condition})", params


def _where(predicate: Predicate) -> Sql:
    return where(predicate, vendor="postgresql" if is_postgresql() else "sqlite")


def _rule(campaign: SmartCampaign, *, now: datetime) -> Sql:
    """The qualification rule as a condition on p (S04)."""
    rule = CampaignSettings.model_validate(campaign.settings).qualification
    passed = "SELECT 1 FROM campaigns_campaignmember m WHERE m.campaign_id = %s AND m.person_id = p.id"
    match rule.mode:
        case "every_time":
            return _ANYONE
        case "once":
            return f"NOT EXISTS ({passed})", [campaign.pk]
        case _:
            return f"NOT EXISTS ({passed} AND m.last > %s)", [campaign.pk, moment(now - interval_of(rule))]
