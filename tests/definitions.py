"""Writes smart lists and flows the way the editor sends them."""

from typing import Any

JSON = dict[str, Any]


def smart_list(*filters: JSON, triggers: tuple[JSON, ...] = (), match: str = "all", logic: str = "") -> JSON:
    return {"triggers": list(triggers), "filters": list(filters), "match": match, "logic": logic}


def rule(id: str, kind: str, **params: Any) -> JSON:
    return {"id": id, "kind": kind, "params": params}


def lives_in(city: str, *, id: str = "f1") -> JSON:
    return rule(id, "person_field", field="city", operator="is", values=[city])


def in_smart_list(smart_list_id: int, *, id: str = "f1") -> JSON:
    return rule(id, "member_of_smart_list", operator="in", smart_lists=[smart_list_id])


def person_is_created() -> JSON:
    return rule("t1", "person_is_created")


def is_requested(*sources: str) -> JSON:
    """From these sources, or from any."""
    return rule("t1", "campaign_is_requested", operator="is" if sources else "is_any", sources=list(sources))


def flow(*steps: JSON) -> JSON:
    return {"steps": list(steps)}


def step(id: str, kind: str, *, choices: tuple[JSON, ...] = (), **params: Any) -> JSON:
    return {"id": id, "kind": kind, "choices": list(choices), "default": {"params": params, "do_nothing": False}}


def choice(id: str, condition: JSON, **params: Any) -> JSON:
    asked = {"kind": condition["kind"], "params": condition["params"]}
    return {"id": id, "condition": asked, "params": params, "do_nothing": False}


def score(id: str = "s1", change: str = "+5", field: str = "score") -> JSON:
    return step(id, "change_score", field=field, change=change)


def wait(id: str = "w1", duration: str = "4 hours") -> JSON:
    return step(id, "wait", duration=duration)


def execute(campaign: int, id: str = "e1", *, parent_context: bool = False) -> JSON:
    return step(id, "execute_campaign", campaign=campaign, parent_context=parent_context)


def request(campaign: int, id: str = "r1") -> JSON:
    return step(id, "request_campaign", campaign=campaign)
