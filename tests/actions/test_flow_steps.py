"""Wait, Execute, Request and Remove from Flow: what they ask of the wave, and what is refused (F05, C11, C13, C14)."""

from datetime import timedelta

import pytest

from campaigns.actions.execute_campaign import ACTION as EXECUTE
from campaigns.actions.execute_campaign import ExecuteCampaignParams
from campaigns.actions.remove_from_flow import ACTION as REMOVE
from campaigns.actions.remove_from_flow import RemoveFromFlowParams
from campaigns.actions.request_campaign import ACTION as REQUEST
from campaigns.actions.request_campaign import RequestCampaignParams
from campaigns.actions.wait import ACTION as WAIT
from campaigns.actions.wait import WaitParams
from campaigns.catalog import catalog
from campaigns.engine.kinds import Caution
from campaigns.engine.scope import CampaignInfo, Scope
from tests.engine.twins import NOW, WaveTwin, make_scope


def test_f05_a_wait_parks_everybody_until_its_end_and_nobody_goes_on() -> None:
    wave = WaveTwin([{}, {}])
    assert WAIT.act(WaitParams(duration="4 hours"), [0, 1], wave) == []
    assert wave.parked == [([0, 1], NOW + timedelta(hours=4))]
    assert wave.logged == [(person, "wait", "2026-11-22T14:30:00.000000Z") for person in (0, 1)]


def test_f05_a_wait_that_cannot_be_read_is_refused_and_never_ignored() -> None:
    said = list(WAIT.check(WaitParams(duration="4 hrs"), make_scope()))
    assert len(said) == 1
    assert '"4 hours"' in said[0]
    wave = WaveTwin([{}])
    assert WAIT.act(WaitParams(duration="4 hrs"), [0], wave) == [0]
    assert [person for person, _ in wave.failed] == [0]


def test_c11_wait_and_call_webhook_are_kept_out_of_executables() -> None:
    kept_out = {name for name, action in catalog().actions.items() if not action.allowed_in_executable}
    assert kept_out == {"wait", "call_webhook"}


def test_t03_the_context_is_preset_false() -> None:
    wave = WaveTwin([{}])
    EXECUTE.act(ExecuteCampaignParams(campaign=7), [0], wave)
    EXECUTE.act(ExecuteCampaignParams(campaign=7, parent_context=True), [0], wave)
    assert wave.asked == [("call", 7, [0], False), ("call", 7, [0], True)]


def test_c13_a_campaign_of_another_workspace_is_as_good_as_gone() -> None:
    said = list(EXECUTE.check(ExecuteCampaignParams(campaign=99), make_scope()))
    assert said == ["It names a campaign of this workspace that is no longer there. Choose another one."]
    assert list(REQUEST.check(RequestCampaignParams(campaign=99), make_scope())) == said


def test_c03_only_an_executable_is_executed_and_none_is_requested() -> None:
    scope = make_scope()
    assert not list(EXECUTE.check(ExecuteCampaignParams(campaign=7), scope))
    assert "is not executable" in next(EXECUTE.check(ExecuteCampaignParams(campaign=8), scope))
    assert "can't be requested" in next(REQUEST.check(RequestCampaignParams(campaign=7), scope))


def with_target(*, active: bool, sources: frozenset[str]) -> Scope:
    return make_scope(campaigns={8: CampaignInfo(8, "Nurture", False, active, sources)})


def test_c14_a_target_that_is_not_active_or_not_requestable_is_a_warning_only() -> None:
    flow = frozenset({"Marketo Flow Action"})
    params = RequestCampaignParams(campaign=8)
    assert not list(REQUEST.check(params, with_target(active=True, sources=flow)))
    for scope in (
        with_target(active=False, sources=flow),
        with_target(active=True, sources=frozenset()),
        with_target(active=True, sources=frozenset({"Web Service API"})),
    ):
        said = list(REQUEST.check(params, scope))
        assert len(said) == 1
        assert isinstance(said[0], Caution)


def test_c14_the_requester_goes_on_at_once() -> None:
    wave = WaveTwin([{}, {}])
    assert REQUEST.act(RequestCampaignParams(campaign=8), [0, 1], wave) == [0, 1]
    assert wave.asked == [("request", 8, [0, 1])]


@pytest.mark.parametrize(("campaign", "words"), [(None, "Remove from this campaign"), (8, "Remove from Nurture")])
def test_c16_remove_from_flow_names_this_campaign_or_another(campaign: int | None, words: str) -> None:
    wave, params = WaveTwin([{}]), RemoveFromFlowParams(campaign=campaign)
    assert REMOVE.act(params, [0], wave) == []
    assert wave.asked == [("remove", campaign, [0])]
    assert REMOVE.words(params, make_scope()) == words
