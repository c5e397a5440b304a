"""Maps the rules of the house to their tests: `python -m tests.rules` writes docs/rules.md anew."""

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rules.md"
_TEST = re.compile(r"^ *(?:async )?def (test_([a-z]\d\d)_\w+)", re.MULTILINE)

RULES: dict[str, dict[str, str]] = {
    "Campaigns": {
        "C01": "A campaign has a smart list, a flow and a schedule, and a place in one workspace.",
        "C02": "Executable is chosen at creation for good; otherwise triggers decide between batch and trigger.",
        "C03": "An executable is never scheduled, activated or requested, by no door.",
        "C04": "An executable has no triggers.",
        "C05": "A clone takes list, flow and settings along and nothing else, and is executable only if ticked.",
        "C06": "Execute Campaign is serial: the parent goes on when the child's steps are done.",
        "C07": "The child's smart list is judged at that moment; who doesn't match is skipped.",
        "C08": "The child's own qualification rule and limits count; priority is the caller's.",
        "C09": "Each call logs Qualified TRUE or FALSE with its reason before the child's rows.",
        "C10": "An empty smart list lets everyone through, a broken one nobody, loudly.",
        "C11": "No Wait and no Call Webhook in an executable, by every door.",
        "C12": "A chain holds at most three executables and no circle.",
        "C13": "Neither executing nor requesting crosses a workspace's border.",
        "C14": "Request Campaign is parallel, and needs an active, requestable target.",
        "C15": "Campaign is Requested may be narrowed by its source.",
        "C16": "Remove from Flow ends the call chain, or takes people out of what waits elsewhere.",
        "C17": "Every asset knows its users; what is used is not deleted.",
        "C18": "Anonymous activity starts nothing until the person is known; then it is replayed.",
        "C19": "Who entered the flow is a member of the campaign.",
    },
    "Schedule and qualification": {
        "S01": "Batches run once now, once later, or again and again.",
        "S02": "Trigger campaigns are activated and deactivated; people inside go on.",
        "S03": "Abort stops what has not happened; pause and resume lose nobody.",
        "S04": "The qualification rule counts passes into the flow, rolling, once per person.",
        "S05": "A run with more people than the limit does not start.",
        "S06": "Communication limits hold back e-mail that is not operational.",
        "S07": "Trigger work comes before batch work, by priority, and nobody starves.",
        "S08": "Schedules, waits and date filters follow the workspace's time zone.",
        "S09": "Recurrences overlap, catch up once, and say what was missed.",
        "S10": "Each activity enters every matching active campaign once.",
        "S11": "An empty smart list takes everyone only after the count is typed.",
    },
    "Flow": {
        "F01": "The first choice that matches takes the person, on the data of that moment.",
        "F02": "People qualify once, at entry.",
        "F03": "Change Data Value: tokens, NULL clears, blank leaves, unfit fails.",
        "F04": "Change Score adds, subtracts or sets, and logs +0 too.",
        "F05": "Wait takes durations, dates, tokens and anniversaries.",
        "F06": "A run keeps its version; after a Wait, calls take the executables' newest.",
        "F07": "Every action does what it says and logs it with campaign, run, step and choice.",
        "F08": "A refusal is one person's, an error holds that person; retry repeats one step.",
        "F09": "Every activity is logged exactly once, whatever dies.",
        "F10": "Edits of what is live go to a draft until they are published.",
        "F11": "Loops stop at a limit.",
    },
    "Smart lists": {
        "L01": "Filters join by all, any or advanced logic; triggers are OR-ed.",
        "L02": "Filters on attributes, memberships and history, and their negations.",
        "L03": "Operators by type, with their surprises.",
        "L04": "Count, sample, run and the check of one person agree.",
    },
    "Tokens": {
        "T01": "The families of tokens, and defaults.",
        "T02": "My Tokens: the nearest up the tree wins.",
        "T03": "Whose tokens a child sees, with and without the parent's context.",
        "T04": "In a chain each level's parent is its caller's effective context.",
        "T05": "Trigger tokens come from the trigger that started the chain.",
        "T06": "Token values given by API beat the campaign's own.",
        "T07": "The manual's example of +10 and +0.",
        "T08": "An undefined token prints empty, warns, and is recorded.",
        "T09": "For every token the app tells the value and its layer.",
        "T10": "Tokens resolve when the step acts.",
    },
    "API": {
        "A01": "Create and clone take isExecutable.",
        "A02": "No way to execute an executable by API.",
        "A03": "Request and Schedule with tokens, with the known error codes.",
    },
    "Access": {"W01": "Workspaces, roles, and borders that look as if nothing were beyond."},
}
# Without a test of their own yet. Whoever writes the first one takes the id out here.
OPEN: set[str] = set()


def rules_tested() -> dict[str, dict[str, list[str]]]:
    """Per rule its tests, by file."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, rule in _TEST.findall(file.read_text(encoding="utf-8")):
            found[rule.upper()][file.relative_to(ROOT).as_posix()].append(name)
    return found


def page() -> str:
    found = rules_tested()
    lines = ["# Rules and their tests", "", "Written by `python -m tests.rules`; don't edit it by hand.", ""]
    for part, rules in RULES.items():
        lines += [f"## {part}", ""]
        for rule, sentence in rules.items():
            lines += [f"**{rule}** {sentence}", ""]
            lines += [f"- `{file}`: {_names(rule, names)}" for file, names in found[rule].items()] or ["- open"]
            lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def _names(rule: str, names: list[str]) -> str:
    said = (name.removeprefix(f"test_{rule.lower()}_").replace("_", " ") for name in names)
    return "; ".join(dict.fromkeys(said))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
