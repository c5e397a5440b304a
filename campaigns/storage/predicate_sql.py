"""Predicates read as SQL: the same meaning as `engine.evaluate`, over campaigns_person aliased p (L04).

Run it with its parameters always. A comparison with an empty field is NULL, which a WHERE takes for false; `Not` turns
NULL into true, and so into the exact complement.
"""

from datetime import UTC, datetime
from typing import Any, Literal, assert_never, cast

from campaigns.engine.instants import instant
from campaigns.engine.predicates import (
    SAMPLE_PRIME,
    All,
    AttributeTest,
    Constant,
    Doubtful,
    Empty,
    History,
    InCampaign,
    InList,
    InPartition,
    InProgram,
    IsTrue,
    Not,
    Number,
    Predicate,
    Sample,
    SharesKey,
    Text,
    Within,
    doubt_of,
)
from campaigns.engine.predicates import Any as AnyOf
from campaigns.storage.json_sql import NOBODY, SIGNS, JsonSql, Order, PostgresJson, Sql, SqliteJson, storable

Vendor = Literal["postgresql", "sqlite"]
_NEVER_NULL = (InList, InCampaign, InProgram, InPartition, SharesKey, History, Sample, Constant)
EVERYBODY: Sql = ("(1 = 1)", [])
SHARED_KEYS = (
    "SELECT 1 FROM campaigns_personkey k JOIN campaigns_personkey o ON o.partition_id = k.partition_id "
    "AND o.field = k.field AND o.value = k.value AND o.person_id <> k.person_id WHERE k.field = %s"
)
_VALUES, _NORMALS = 'p."values"', "p.normal"
_ROW_COLUMNS = {"created_at": "p.created_at", "updated_at": "p.updated_at"}


def where(predicate: Predicate, *, vendor: Vendor) -> tuple[str, list[Any]]:
    """A condition and its parameters (%s). A doubtful predicate is nobody (C10)."""
    return NOBODY if doubt_of(predicate) is not None else _Reading(vendor).condition(predicate)


def activities_where(history: History, *, vendor: Vendor) -> tuple[str, list[Any]]:
    """The activities that count, as a condition on campaigns_activity aliased a; whose they are is the caller's."""
    return _Reading(vendor).activity(history)


class _Reading:
    def __init__(self, vendor: Vendor) -> None:
        self._vendor = vendor
        self._json: JsonSql = PostgresJson() if vendor == "postgresql" else SqliteJson()

    def condition(self, predicate: Predicate) -> Sql:
        match predicate:
            case All(of):
                return self._joined(" AND ", of, EVERYBODY)
            case AnyOf(of):
                return self._joined(" OR ", of, NOBODY)
            case Not(of):
                return self._complement(of)
            case Constant(value):
                return EVERYBODY if value else NOBODY
            case Doubtful():
                return NOBODY
            case Text() | Number() | Within() | IsTrue() | Empty():
                return self._field(predicate) if storable([predicate.field]) else self._unknown_field(predicate)
            case InPartition(partition_id):
                return "(p.partition_id = %s)", [partition_id]
            case InList() | InCampaign() | InProgram() | SharesKey() | History():
                return self._elsewhere(predicate)
            case Sample(factor, offset, percent):
                spread = f"((p.id * %s + %s) %% {SAMPLE_PRIME})"
                return f"({spread} * {spread} %% {SAMPLE_PRIME} %% 100 < %s)", [factor, offset] * 2 + [percent]
            case _:
                assert_never(predicate)

    def activity(self, history: History) -> Sql:
        parts: list[Sql] = [("a.type_id = %s", [history.type_id])]
        if not history.any_result:
            parts.append(("a.result = 0", []))
        if history.primary_ids is not None:
            parts.append(_among("a.primary_id", history.primary_ids))
        if history.since is not None:  # nothing is recorded before it happened, and this skips older months
            since = self._moment(history.since)
            parts.append(("a.occurred_at >= %s AND a.recorded_at >= %s", [since, since]))
        if history.until is not None:
            parts.append(("a.occurred_at < %s", [self._moment(history.until)]))
        parts.extend(self._attribute(test) for test in history.tests)
        return " AND ".join(sql for sql, _ in parts), [param for _, params in parts for param in params]

    def _joined(self, word: str, of: tuple[Predicate, ...], nothing: Sql) -> Sql:
        """Flat, for SQLite bears neither deep brackets nor deep trees."""
        if not of:
            return nothing
        parts = [self.condition(each) for each in of]
        if len(parts) == 1:
            return parts[0]
        return f"({word.join(sql for sql, _ in parts)})", [param for _, params in parts for param in params]

    def _complement(self, of: Predicate) -> Sql:
        sql, params = self.condition(of)
        if isinstance(of, _NEVER_NULL):
            return f"(NOT {sql})", params
        return f"(({sql}) IS NOT TRUE)", params

    def _field(self, predicate: Text | Number | Within | IsTrue | Empty) -> Sql:
        if predicate.field in _ROW_COLUMNS:
            return self._row_column(predicate)
        match predicate:
            case Text(field, operator, values):
                return self._json.texts(self._json.value(_NORMALS, field), operator, values)
            case Number():
                return self._number(_VALUES, predicate.field, predicate.operator, predicate.values)
            case Within():
                return self._within(predicate)
            case IsTrue(field):
                return self._json.is_true(_VALUES, field)
            case Empty(field):
                return self._json.is_absent(_VALUES, field)
            case _:
                assert_never(predicate)

    def _row_column(self, predicate: Text | Number | Within | IsTrue | Empty) -> Sql:
        """Instants that every person has."""
        if not isinstance(predicate, Within):
            return NOBODY
        column = _ROW_COLUMNS[predicate.field]
        parts = [(f"{column} >= %s", predicate.since), (f"{column} < %s", predicate.until)]
        given = [(sql, self._moment(instant(limit))) for sql, limit in parts if limit is not None]
        return f"({' AND '.join(sql for sql, _ in given) or '1 = 1'})", [moment for _, moment in given]

    def _number(self, document: str, key: str, operator: str, values: tuple[float, ...]) -> Sql:
        match operator:
            case "is":
                return self._json.is_number(document, key, values) if values else NOBODY
            case "between":
                low = self._json.number(document, key, "at_least", values[0])
                high = self._json.number(document, key, "at_most", values[1])
                return f"({low[0]} AND {high[0]})", [*low[1], *high[1]]
            case _:
                return self._json.number(document, key, cast(Order, operator), values[0])

    def _within(self, predicate: Within) -> Sql:
        value = self._json.value(_VALUES, predicate.field)
        since = self._json.in_order(value, ">=", predicate.since or "")
        if predicate.until is None:
            return since
        until = self._json.in_order(value, "<", predicate.until)
        return f"({since[0]} AND {until[0]})", [*since[1], *until[1]]

    def _elsewhere(self, predicate: InList | InCampaign | InProgram | SharesKey | History) -> Sql:
        match predicate:
            case InList(list_id):
                return _member("campaigns_listmember", [("m.list_id = %s", [list_id])])
            case InCampaign(campaign_id):
                return _member("campaigns_campaignmember", [("m.campaign_id = %s", [campaign_id])])
            case InProgram(program_id, status_ids, success):
                parts: list[Sql] = [("m.program_id = %s", [program_id])]
                if status_ids is not None:
                    parts.append(_among("m.status_id", status_ids))
                if success is not None:
                    parts.append(("m.reached_success" if success else "NOT m.reached_success", []))
                return _member("campaigns_programmember", parts)
            case SharesKey(field):
                return f"EXISTS ({SHARED_KEYS} AND k.person_id = p.id)", [field] if storable([field]) else [""]
            case History():
                return self._often_enough(predicate)
            case _:
                assert_never(predicate)

    def _often_enough(self, history: History) -> Sql:
        sql, params = self.activity(history)
        rows = f"SELECT 1 FROM campaigns_activity a WHERE a.person_id = p.id AND {sql}"
        if history.at_least <= 1:
            return f"EXISTS ({rows})", params
        enough = [*params, history.at_least, history.at_least]
        return f"((SELECT count(*) FROM ({rows} LIMIT %s) n) >= %s)", enough

    def _attribute(self, test: AttributeTest) -> Sql:
        match test.operator:
            case "is_empty":
                return self._json.is_blank("a.attributes", test.attribute)
            case "is_not_empty":
                return _negated(self._json.is_blank("a.attributes", test.attribute))
            case "is_not":
                return _negated(self._compared(test, "is"))
            case "not_starts_with":
                return _negated(self._compared(test, "starts_with"))
            case "not_contains":
                return _negated(self._compared(test, "contains"))
            case _:
                return self._compared(test, test.operator)

    def _compared(self, test: AttributeTest, operator: str) -> Sql:
        """A test with numbers sees numbers, one with texts sees texts and booleans."""
        if not test.values:
            return NOBODY
        if not isinstance(test.values[0], str):
            if operator in ("starts_with", "contains"):
                return NOBODY
            return self._number("a.attributes", test.attribute, operator, test.values)
        text = self._json.readable("a.attributes", "a.normal", test.attribute)
        values = test.values
        match operator:
            case "is" | "starts_with" | "contains":
                return self._json.texts(text, operator, values)
            case "between":
                low, high = (self._json.in_order(text, *limit) for limit in ((">=", values[0]), ("<=", values[1])))
                return f"({low[0]} AND {high[0]})", [*low[1], *high[1]]
            case _:
                return self._json.in_order(text, SIGNS[operator], values[0])

    def _unknown_field(self, predicate: Predicate) -> Sql:
        """A name that no document can hold, so everybody's is empty."""
        return EVERYBODY if isinstance(predicate, Empty) else NOBODY

    def _moment(self, moment: datetime) -> Any:
        """SQLite keeps instants as text without a zone."""
        return moment if self._vendor == "postgresql" else str(moment.astimezone(UTC).replace(tzinfo=None))


def _member(table: str, parts: list[Sql]) -> Sql:
    conditions = " AND ".join(sql for sql, _ in parts)
    params = [param for _, own in parts for param in own]
    return f"EXISTS (SELECT 1 FROM {table} m WHERE {conditions} AND m.person_id = p.id)", params


def _among(column: str, ids: tuple[int, ...]) -> Sql:
    if not ids:
        return NOBODY
    return f"{column} IN ({', '.join(['%s'] * len(ids))})", list(ids)


def _negated(test: Sql) -> Sql:
    return f"(({test[0]}) IS NOT TRUE)", test[1]
