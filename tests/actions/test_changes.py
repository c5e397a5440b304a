"""Change Data Value and Change Score on people in memory (F03, F04, T07)."""

from typing import Any

import pytest

from campaigns.actions.change_data_value import ACTION as CHANGE_DATA_VALUE
from campaigns.actions.change_data_value import ChangeDataValueParams
from campaigns.actions.change_score import ACTION as CHANGE_SCORE
from campaigns.actions.change_score import ChangeScoreParams
from campaigns.engine.wave import Value
from tests.engine.twins import WaveTwin, make_scope


def write(field: str, value: str, *old: Value, **more: Any) -> WaveTwin:
    wave = WaveTwin([{field: each} for each in old], **more)
    params = ChangeDataValueParams(field=field, value=value)
    assert CHANGE_DATA_VALUE.act(params, wave.everyone, wave) == wave.everyone
    return wave


def score(change: str, *old: Value, **more: Any) -> WaveTwin:
    wave = WaveTwin([{"score": each} for each in old], **more)
    assert CHANGE_SCORE.act(ChangeScoreParams(field="score", change=change), wave.everyone, wave) == wave.everyone
    return wave


def scores(wave: WaveTwin) -> list[Value]:
    return [person["score"] for person in wave.people]


def test_f03_writes_text_and_tokens_and_logs_old_new_and_reason() -> None:
    wave = write("city", "Greater {{my.city}}", "Rome", tokens={"{{my.city}}": "London"})
    assert wave.people == [{"city": "Greater London"}]
    assert wave.logged == [(0, "change_data_value", "city", "Rome", "Greater London", "Welcome", "Marketo Flow Action")]


def test_f03_only_the_literal_null_clears() -> None:
    assert write("city", "NULL", "Rome").people == [{"city": None}]
    assert write("city", "null", "Rome").people == [{"city": "null"}]
    rendered = write("city", "{{lead.last_name}}", "Rome", tokens={"{{lead.last_name}}": "NULL"})
    assert rendered.people == [{"city": "NULL"}]


@pytest.mark.parametrize("field", ["city", "score", "renewal"])
def test_f03_a_value_that_is_blank_after_tokens_leaves_the_field_and_is_logged_skipped(field: str) -> None:
    wave = write(field, "{{my.x}}", "2026-11-22", tokens={"{{my.x}}": "  "})
    assert wave.people == [{field: "2026-11-22"}]
    assert (wave.logged, wave.failed) == ([], [])
    assert [person for person, _ in wave.skipped] == [0]


def test_f03_no_row_when_nothing_changes() -> None:
    wave = write("score", "5", 5, 4)
    assert [row[0] for row in wave.logged] == [1]
    assert write("unsubscribed", "false", None).logged == []
    assert write("city", "NULL", None).logged == []


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        ("employees", "12", 12),
        ("employees", " -3 ", -3),
        ("employees", "12.0", 12),
        ("revenue", "0.5", 0.5),
        ("unsubscribed", "Yes", True),
        ("unsubscribed", "1", True),
        ("renewal", "2026-11-22", "2026-11-22"),
        ("renewal", "11/22/2026", "2026-11-22"),
        ("renewal", "22.11.2026", "2026-11-22"),
        ("renewal", "Nov 22, 2026", "2026-11-22"),
        ("renewal", "2026-11-22T23:30:00Z", "2026-11-23"),
        ("seen", "2026-11-22 10:00", "2026-11-22T09:00:00.000000Z"),
        ("seen", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00.000000Z"),
        ("seen", "2026-11-22", "2026-11-21T23:00:00.000000Z"),
        ("city", "  two spaces ", "  two spaces "),
    ],
)
def test_f03_a_text_is_read_into_the_fields_type(field: str, text: str, stored: Value) -> None:
    wave = write(field, text, None)
    assert wave.people == [{field: stored}]
    assert type(wave.people[0][field]) is type(stored)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("employees", "12.5"),
        ("employees", "twelve"),
        ("employees", "9007199254740993"),
        ("score", "2147483648"),
        ("revenue", "nan"),
        ("revenue", "1e999"),
        ("unsubscribed", "maybe"),
        ("renewal", "2026-02-30"),
        ("seen", "soon"),
        ("city", "a\0b"),
        ("created_at", "2026-11-22"),
    ],
)
def test_f03_a_value_that_does_not_fit_the_type_fails_for_that_person_alone(field: str, text: str) -> None:
    wave = write(field, "{{lead.x}}", "old", tokens={"{{lead.x}}": [text]})
    assert wave.people == [{field: "old"}]
    assert [person for person, _ in wave.failed] == [0]
    assert wave.failed[0][1].endswith(".")


def test_f08_one_bad_value_does_not_touch_the_others() -> None:
    wave = write("employees", "{{lead.x}}", 1, 1, 1, tokens={"{{lead.x}}": ["7", "many", "8"]})
    assert [person["employees"] for person in wave.people] == [7, 1, 8]
    assert [person for person, _ in wave.failed] == [1]


@pytest.mark.parametrize(
    ("field", "value"),
    [("gone", "x"), ("created_at", "2026-11-22"), ("score", "many"), ("renewal", "2026-02-30"), ("city", " ")],
)
def test_f03_a_step_that_could_not_work_is_refused_beforehand(field: str, value: str) -> None:
    assert list(CHANGE_DATA_VALUE.check(ChangeDataValueParams(field=field, value=value), make_scope()))


@pytest.mark.parametrize(("field", "value"), [("score", "{{my.x}}"), ("score", "NULL"), ("renewal", "2026-11-22")])
def test_f03_tokens_and_good_values_pass_the_check(field: str, value: str) -> None:
    assert not list(CHANGE_DATA_VALUE.check(ChangeDataValueParams(field=field, value=value), make_scope()))


@pytest.mark.parametrize(
    ("change", "expected", "logged"),
    [
        ("+5", [15, 5, -2], "+5"),
        ("5", [15, 5, -2], "+5"),
        (" + 5 ", [15, 5, -2], "+5"),
        ("-5", [5, -5, -12], "-5"),
        ("=5", [5, 5, 5], "=5"),
        ("=-5", [-5, -5, -5], "=-5"),
        ("+0", [10, 0, -7], "+0"),
        ("{{my.score}}", [20, 10, 3], "+10"),
    ],
)
def test_f04_adds_subtracts_and_sets_and_empty_counts_as_0(change: str, expected: list[int], logged: str) -> None:
    wave = score(change, 10, None, -7, tokens={"{{my.score}}": "+10"})
    assert scores(wave) == expected
    assert [row[3:6] for row in wave.logged] == [
        (logged, old, new) for old, new in zip([10, 0, -7], expected, strict=True)
    ]


def test_f04_logs_the_score_the_change_and_the_campaign_also_for_0() -> None:
    assert score("+0", 10).logged == [(0, "change_score", "score", "+0", 10, 10, "Welcome")]


@pytest.mark.parametrize("text", ["", "  ", "+x", "five", "++5", "5.5", "=", "٥", "+99999999999"])
def test_f04_a_token_that_renders_to_no_change_fails_with_a_reason(text: str) -> None:
    wave = score("{{my.score}}", 10, tokens={"{{my.score}}": text})
    assert (scores(wave), wave.logged) == ([10], [])
    assert [person for person, _ in wave.failed] == [0]


def test_f04_a_score_that_would_overflow_fails_and_stays() -> None:
    wave = score("+1", 2**31 - 1, 2**31 - 2)
    assert scores(wave) == [2**31 - 1, 2**31 - 1]
    assert [person for person, _ in wave.failed] == [0]


@pytest.mark.parametrize("change", ["+x", "", "5 points", "+9999999999"])
def test_f04_a_bad_change_is_refused_with_the_accepted_forms(change: str) -> None:
    said = list(CHANGE_SCORE.check(ChangeScoreParams(field="score", change=change), make_scope()))
    assert len(said) == 1
    assert '"=-5"' in said[0]


def test_f04_only_a_score_field_is_changed() -> None:
    said = list(CHANGE_SCORE.check(ChangeScoreParams(field="employees", change="+1"), make_scope()))
    assert said == ["Num Employees is no score field. Choose one, or use Change Data Value."]
    assert not list(CHANGE_SCORE.check(ChangeScoreParams(field="score", change="{{my.score}}"), make_scope()))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("+5", "Add 5 to Person Score"),
        ("-5", "Subtract 5 from Person Score"),
        ("=-5", "Set Person Score to -5"),
        ("{{my.score}}", "Change Person Score by {{my.score}}"),
    ],
)
def test_a_score_change_reads_as_a_sentence(change: str, words: str) -> None:
    assert CHANGE_SCORE.words(ChangeScoreParams(field="score", change=change), make_scope()) == words
