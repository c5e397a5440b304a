"""The two flows of bench.flows, as SQL: what everybody's new values are, and which activities that makes."""

from bench.flows import Drawn
from bench.sql_side import NOT_IN_LIST
from campaigns.storage.sql import is_postgresql

FLOW_ACTION = "'Marketo Flow Action'"
Sql = str


def _object(*pairs: str) -> Sql:
    return f"{'jsonb_build_object' if is_postgresql() else 'json_object'}({', '.join(pairs)})"


def _now() -> Sql:
    return "now()" if is_postgresql() else "strftime('%%Y-%%m-%%d %%H:%%M:%%f000', 'now')"


def _number(field: str) -> Sql:
    return f"CAST(p.\"values\"->>'{field}' AS integer)"


_COUNTRY = "p.\"values\"->>'country'"
_OLD_SOURCE = "p.\"values\"->>'lead_source'"
_SOURCE = f"CASE {_COUNTRY} WHEN 'India' THEN 'Partner' WHEN 'Germany' THEN 'Event' ELSE 'Web' END"
_SOURCE_CHOICE = f"CASE {_COUNTRY} WHEN 'India' THEN 'a' WHEN 'Germany' THEN 'b' ELSE 'default' END"


def _plan(score: Sql) -> Sql:
    return f"CASE WHEN {score} > 80 THEN 'Enterprise' WHEN {score} > 40 THEN 'Team' ELSE 'Free' END"


def _plan_choice(score: Sql) -> Sql:
    return f"CASE WHEN {score} > 80 THEN 'a' WHEN {score} > 40 THEN 'b' ELSE 'default' END"


def _status(drawn: Drawn, score: Sql, plan: Sql) -> Sql:
    low, middle, high = (drawn.statuses[name] for name in ("Low", "Middle", "High"))
    return f"CASE WHEN {score} > 90 THEN {high} WHEN {plan} = 'Team' THEN {middle} ELSE {low} END"


def five_computed(drawn: Drawn) -> Sql:
    return f"""
    SELECT id, {_now()} AS now, score, score + 5 AS new_score, old_source, source, source_choice, plan, plan_choice,
      {_status(drawn, "score + 5", "plan")} AS status, {_true()} AS on_list,
      CASE WHEN score + 5 > 90 THEN 'a' WHEN plan = 'Team' THEN 'b' ELSE 'default' END AS status_choice,
      {_object("'lead_source'", "source", "'plan'", "plan", "'score'", "score + 5")} AS patch,
      {_object("'lead_source'", "lower(source)", "'plan'", "lower(plan)")} AS texts
    FROM (SELECT p.id, {_number("score")} AS score, {_OLD_SOURCE} AS old_source, {_SOURCE} AS source,
            {_SOURCE_CHOICE} AS source_choice, {_plan(_number("score"))} AS plan,
            {_plan_choice(_number("score"))} AS plan_choice
          FROM campaigns_person p WHERE p.deleted_at IS NULL AND p.partition_id = {_partition(drawn)} ORDER BY p.id) s
    """


def five_activities(drawn: Drawn) -> Sql:
    five = drawn.five.pk
    rows = [
        _row(13, five, "'s1'", "source_choice", "''", _source_change(drawn.five.name), 1),
        _row(13, five, "'s2'", "plan_choice", "''", _plan_change(drawn.five.name), 2),
        _row(22, five, "'s3'", "'default'", "''", _score_change(drawn.five.name), 3),
        _row(24, five, "'s4'", "'default'", "''", _list_change(drawn.five.name), 4, primary=str(drawn.list_id)),
        _row(
            104,
            five,
            "'s5'",
            "status_choice",
            "''",
            _status_change(drawn, drawn.five.name),
            5,
            primary=str(drawn.program),
        ),
    ]
    return _together(rows)


def nested_computed(drawn: Drawn) -> Sql:
    """in1 to in3: who passes into the three executables."""
    inner = f"""
    SELECT p.id, {_number("score")} AS score, {_OLD_SOURCE} AS old_source, {_SOURCE} AS source,
      {_SOURCE_CHOICE} AS source_choice, {_plan(_number("score"))} AS plan,
      {_plan_choice(_number("score"))} AS plan_choice, {_COUNTRY} AS country,
      {_number("employees")} > 99 AS in1, {_number("employees")} > 99 AND {_number("score")} > 10 AS in2,
      {_number("employees")} > 99 AND {_number("score")} > 10 AND {_COUNTRY} = 'India' AS in3
    FROM campaigns_person p WHERE p.deleted_at IS NULL AND p.partition_id = {_partition(drawn)} ORDER BY p.id
    """
    all_three = _object("'lead_source'", "source", "'plan'", "plan", "'score'", "score + 5")
    first_two = _object("'lead_source'", "source", "'plan'", "plan")
    return f"""
    SELECT id, {_now()} AS now, score, score + 5 AS new_score, old_source, source, source_choice, plan, plan_choice,
      in1, in2, in3, in3 AS on_list,
      CASE WHEN in3 THEN {_status(drawn, "score + 5", "plan")} END AS status,
      CASE WHEN score + 5 > 90 THEN 'a' WHEN plan = 'Team' THEN 'b' ELSE 'default' END AS status_choice,
      CASE WHEN in2 THEN {all_three} WHEN in1 THEN {first_two} ELSE {_object("'lead_source'", "source")} END AS patch,
      CASE WHEN in1 THEN {_object("'lead_source'", "lower(source)", "'plan'", "lower(plan)")}
        ELSE {_object("'lead_source'", "lower(source)")} END AS texts
    FROM ({inner}) s
    """


def nested_activities(drawn: Drawn) -> Sql:
    root = drawn.nested
    first, second, third = drawn.children
    rows = [
        _row(13, root.pk, "'s1'", "source_choice", "''", _source_change(root.name), 1),
        _row(901, root.pk, "'x1'", "'default'", "''", _call(first.name, "in1"), 2, primary=str(first.pk)),
        _row(13, first.pk, "'s2'", "plan_choice", "'x1'", _plan_change(first.name), 3, where="in1"),
        _row(
            901,
            first.pk,
            "'x2'",
            "'default'",
            "'x1'",
            _call(second.name, "in2"),
            4,
            primary=str(second.pk),
            where="in1",
        ),
        _row(22, second.pk, "'s3'", "'default'", "'x1/x2'", _score_change(second.name), 5, where="in2"),
        _row(
            901,
            second.pk,
            "'x3'",
            "'default'",
            "'x1/x2'",
            _call(third.name, "in3"),
            6,
            primary=str(third.pk),
            where="in2",
        ),
        _row(
            24,
            third.pk,
            "'s4'",
            "'default'",
            "'x1/x2/x3'",
            _list_change(third.name),
            7,
            primary=str(drawn.list_id),
            where="in3",
        ),
        _row(
            104,
            third.pk,
            "'s5'",
            "status_choice",
            "'x1/x2/x3'",
            _status_change(drawn, third.name),
            8,
            primary=str(drawn.program),
            where="in3",
        ),
    ]
    return _together(rows)


def five_members(drawn: Drawn) -> dict[int, Sql]:
    return {drawn.five.pk: _true()}


def nested_members(drawn: Drawn) -> dict[int, Sql]:
    first, second, third = (child.pk for child in drawn.children)
    return {drawn.nested.pk: _true(), first: "in1", second: "in2", third: "in3"}


def _row(
    type_id: int,
    campaign: int,
    step: Sql,
    choice: Sql,
    path: Sql,
    attributes: Sql,
    order: int,
    *,
    primary: Sql = "NULL",
    where: Sql = "",
) -> tuple[Sql, Sql]:
    """One activity per person as a tuple of columns, and whose it is."""
    asset, whose = f"CAST({primary} AS bigint)", f"CAST({campaign} AS bigint)"
    values = f"{order}, {attributes}, {asset}, {type_id}, {whose}, {step}, {choice}, {path}"
    return values, where or _true()


def _together(rows: list[tuple[Sql, Sql]]) -> Sql:
    """In person order, as the product writes them."""
    entry = "n.id * 4096"
    if is_postgresql():
        table = ", ".join(f"({values}, {where})" for values, where in rows)
        return (
            f"SELECT n.id, {entry}, a.attributes, NULL::jsonb, a.primary_id, NULL, a.type_id, 0, a.campaign, a.step, "
            "a.choice, a.path, 1, 1, n.now, n.now FROM n CROSS JOIN LATERAL (VALUES " + table + ") "
            "a(place, attributes, primary_id, type_id, campaign, step, choice, path, is_in) WHERE a.is_in"
        )
    union = " UNION ALL ".join(f"SELECT id, now, {_named(values)} FROM n WHERE {where}" for values, where in rows)
    return (
        f"SELECT id, id * 4096, attributes, NULL, primary_id, NULL, type_id, 0, campaign, step, choice, path, 1, 1, "
        f"now, now FROM ({union}) ORDER BY id, place"
    )


def _named(values: Sql) -> Sql:
    """SQLite names the columns of a union by its first part."""
    names = ("place", "attributes", "primary_id", "type_id", "campaign", "step", "choice", "path")
    parts: list[str] = []
    depth, part = 0, ""
    for sign in values:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(part)
            part = ""
        else:
            part += sign
    parts.append(part)
    return ", ".join(f"{part} AS {name}" for part, name in zip(parts, names, strict=True))


def _source_change(reason: str) -> Sql:
    return _change("lead_source", "old_source", "source", reason)


def _plan_change(reason: str) -> Sql:
    return _object(
        "'Attribute Name'", "'plan'", "'New Value'", "plan", "'Reason'", f"'{reason}'", "'Source'", FLOW_ACTION
    )


def _change(field: str, old: Sql, new: Sql, reason: str) -> Sql:
    return _object(
        "'Attribute Name'",
        f"'{field}'",
        "'Old Value'",
        old,
        "'New Value'",
        new,
        "'Reason'",
        f"'{reason}'",
        "'Source'",
        FLOW_ACTION,
    )


def _score_change(reason: str) -> Sql:
    return _object(
        "'Score Name'",
        "'score'",
        "'Change Value'",
        "'+5'",
        "'Old Value'",
        "score",
        "'New Value'",
        "new_score",
        "'Reason'",
        f"'{reason}'",
    )


def _list_change(reason: str) -> Sql:
    return _object("'List'", "'Bench'", "'Source'", f"'{reason}'")


def _status_change(drawn: Drawn, reason: str) -> Sql:
    names = " ".join(f"WHEN {id_} THEN '{name}'" for name, id_ in drawn.statuses.items())
    return _object(
        "'Program'",
        "'Bench'",
        "'New Status'",
        f"CASE status {names} END",
        "'Success'",
        "'FALSE'",
        "'Reason'",
        f"'{reason}'",
    )


def _call(name: str, condition: Sql) -> Sql:
    passed = _object(
        "'Campaign'", f"'{name}'", "'Qualified'", "'TRUE'", "'Used Parent Campaign Token Context'", "'FALSE'"
    )
    refused = _object(
        "'Campaign'",
        f"'{name}'",
        "'Qualified'",
        "'FALSE'",
        "'Used Parent Campaign Token Context'",
        "'FALSE'",
        "'Reason'",
        NOT_IN_LIST,
    )
    return f"CASE WHEN {condition} THEN {passed} ELSE {refused} END"


def _true() -> Sql:
    return "true"


def _partition(drawn: Drawn) -> int:
    return drawn.workspace.primary_partition_id
