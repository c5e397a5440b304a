"""Every rule of the house has a test that bears its id, and docs/rules.md shows which."""

from tests.rules import OPEN, PAGE, RULES, page, rules_tested

IDS = {rule for rules in RULES.values() for rule in rules}


def test_every_rule_has_a_test_or_is_said_to_be_open() -> None:
    tested = set(rules_tested())
    assert tested - IDS == set(), "tests of rules that there are not"
    assert IDS - tested == OPEN


def test_the_page_of_rules_is_as_the_tests_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.rules"
