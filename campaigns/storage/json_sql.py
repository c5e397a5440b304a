"""Comparisons with a value inside a JSON document, in the words of each database; every absent value compares false.

Keys and values travel as parameters, LIKE is not used, and texts compare bytewise: a "%", a quote or a backslash is
a letter like any other (engine.md 21).
"""

import json
import math
import re
import sys
from collections.abc import Sequence
from typing import Any, Literal, Protocol

Sql = tuple[str, list[Any]]
TextOperator = Literal["is", "starts_with", "contains"]
Order = Literal["greater_than", "less_than", "at_least", "at_most"]
NOBODY: Sql = ("(1 = 0)", [])
SIGNS: dict[str, str] = {"greater_than": ">", "less_than": "<", "at_least": ">=", "at_most": "<="}
_FEW = 5  # more texts than this are compared through a table instead of a chain of OR
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_ -]+")


class JsonSql(Protocol):
    def value(self, document: str, key: str) -> Sql:
        """As text, for what is text."""
        ...

    def readable(self, document: str, normals: str, key: str) -> Sql:
        """The normal form of a text, "true" or "false" for a boolean, and nothing for a number.

        `normals` holds it only where it is more than the text's plain ASCII letters in lower case.
        """
        ...

    def is_absent(self, document: str, key: str) -> Sql: ...

    def is_blank(self, document: str, key: str) -> Sql:
        """Absent, or an empty text."""
        ...

    def is_true(self, document: str, key: str) -> Sql: ...

    def is_number(self, document: str, key: str, numbers: Sequence[float]) -> Sql: ...

    def number(self, document: str, key: str, operator: Order, limit: float) -> Sql: ...

    def texts(self, text: Sql, operator: TextOperator, values: Sequence[str]) -> Sql: ...

    def in_order(self, text: Sql, sign: str, limit: str) -> Sql: ...


class PostgresJson:
    """Numbers compare as jsonb, which needs no cast that could fail."""

    def value(self, document: str, key: str) -> Sql:
        return f"{document} ->> %s::text", [key]

    def readable(self, document: str, normals: str, key: str) -> Sql:
        return (
            f"CASE WHEN jsonb_typeof({document} -> %s::text) IN ('string', 'boolean') "
            f'THEN COALESCE({normals} ->> %s::text, lower(({document} ->> %s::text) COLLATE "C")) END',
            [key, key, key],
        )

    def is_absent(self, document: str, key: str) -> Sql:
        return f"({document} ->> %s::text) IS NULL", [key]

    def is_blank(self, document: str, key: str) -> Sql:
        return f"COALESCE({document} ->> %s::text, '') = ''", [key]

    def is_true(self, document: str, key: str) -> Sql:
        return f"{document} -> %s::text = 'true'::jsonb", [key]

    def is_number(self, document: str, key: str, numbers: Sequence[float]) -> Sql:
        values = [json.dumps(_finite(number)) for number in numbers]
        return f"{document} -> %s::text = ANY(%s::jsonb[])", [key, values]

    def number(self, document: str, key: str, operator: Order, limit: float) -> Sql:
        """Every number is below every boolean; texts are below numbers."""
        value = f"{document} -> %s::text"
        if operator in ("greater_than", "at_least"):
            guard, params = f"{value} < 'false'::jsonb", [key]
        else:
            guard, params = f"jsonb_typeof({value}) = 'number'", [key]
        sql = f"({value} {SIGNS[operator]} %s::jsonb AND {guard})"
        return sql, [key, json.dumps(_finite(limit)), *params]

    def texts(self, text: Sql, operator: TextOperator, values: Sequence[str]) -> Sql:
        known = storable(values)
        if not known:
            return NOBODY
        if operator == "is":
            single = len(known) == 1
            sql = f"({text[0]}) = " + ("%s::text" if single else "ANY(%s::text[])")
            return sql, [*text[1], known[0] if single else known]
        one = "starts_with({}, {})" if operator == "starts_with" else "strpos({}, {}) > 0"
        if len(known) <= _FEW:
            return _either(one.format(f"({text[0]})", "%s::text"), text[1], [[value] for value in known])
        table = f"EXISTS (SELECT 1 FROM unnest(%s::text[]) v(t) WHERE {one.format(f'({text[0]})', 'v.t')})"
        return table, [known, *text[1]]

    def in_order(self, text: Sql, sign: str, limit: str) -> Sql:
        return f'({text[0]}) COLLATE "C" {sign} %s::text', [*text[1], limit]


class SqliteJson:
    """Text columns, read by `json_extract`; a key that a path can't hold is looked up among all keys."""

    def value(self, document: str, key: str) -> Sql:
        if _PLAIN_KEY.fullmatch(key):
            return f"json_extract({document}, %s)", [f'$."{key}"']
        return f"(SELECT j.atom FROM json_each({document}) j WHERE j.key = %s)", [key]

    def readable(self, document: str, normals: str, key: str) -> Sql:
        (type_, params), (raw, _), (form, _) = (
            self._type(document, key),
            self.value(document, key),
            self.value(normals, key),
        )
        sql = (
            f"CASE {type_} WHEN 'text' THEN COALESCE({form}, lower({raw})) WHEN 'true' THEN 'true' "
            "WHEN 'false' THEN 'false' END"
        )
        return sql, params * 3

    def is_absent(self, document: str, key: str) -> Sql:
        value, params = self.value(document, key)
        return f"{value} IS NULL", params

    def is_blank(self, document: str, key: str) -> Sql:
        value, params = self.value(document, key)
        return f"COALESCE({value}, '') = ''", params

    def is_true(self, document: str, key: str) -> Sql:
        type_, params = self._type(document, key)
        return f"{type_} = 'true'", params

    def is_number(self, document: str, key: str, numbers: Sequence[float]) -> Sql:
        (type_, params), (value, _) = self._type(document, key), self.value(document, key)
        wanted = "(SELECT value FROM json_each(%s))"
        sql = f"({type_} IN ('integer', 'real') AND {value} IN {wanted})"
        return sql, [*params, *params, json.dumps([_finite(number) for number in numbers])]

    def number(self, document: str, key: str, operator: Order, limit: float) -> Sql:
        (type_, params), (value, _) = self._type(document, key), self.value(document, key)
        sql = f"({type_} IN ('integer', 'real') AND {value} {SIGNS[operator]} %s)"
        return sql, [*params, *params, _finite(limit)]

    def texts(self, text: Sql, operator: TextOperator, values: Sequence[str]) -> Sql:
        known = storable(values)
        if not known:
            return NOBODY
        listed = json.dumps(known)
        match operator:
            case "is" if len(known) == 1:
                return f"({text[0]}) = %s", [*text[1], known[0]]
            case "is":
                return f"({text[0]}) IN (SELECT value FROM json_each(%s))", [*text[1], listed]
            case "starts_with":
                few, many = "substr({}, 1, length(%s)) = %s", "substr({}, 1, length(v.value)) = v.value"
                each = [[value, value] for value in known]
            case "contains":
                few, many = "instr({}, %s) > 0", "instr({}, v.value) > 0"
                each = [[value] for value in known]
        if len(known) <= _FEW:
            return _either(few.format(f"({text[0]})"), text[1], each)
        sql = f"EXISTS (SELECT 1 FROM json_each(%s) v WHERE {many.format(f'({text[0]})')})"
        return sql, [listed, *text[1]]

    def in_order(self, text: Sql, sign: str, limit: str) -> Sql:
        return f"({text[0]}) {sign} %s", [*text[1], limit]

    def _type(self, document: str, key: str) -> Sql:
        if _PLAIN_KEY.fullmatch(key):
            return f"json_type({document}, %s)", [f'$."{key}"']
        return f"(SELECT j.type FROM json_each({document}) j WHERE j.key = %s)", [key]


def storable(values: Sequence[str]) -> list[str]:
    """Without those that no row can hold and no driver would send: NUL, and half of a surrogate pair."""
    return [value for value in values if "\0" not in value and not re.search("[\ud800-\udfff]", value)]


def _either(test: str, before: list[Any], each: Sequence[list[Any]]) -> Sql:
    params = [param for own in each for param in (*before, *own)]
    return "(" + " OR ".join([test] * len(each)) + ")", params


def _finite(number: float) -> float:
    return number if math.isfinite(number) else math.copysign(sys.float_info.max, number)
