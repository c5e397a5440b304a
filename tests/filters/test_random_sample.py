"""Random Sample takes its share, whatever the run and however the people's ids follow each other (F01)."""

from campaigns.catalog import catalog
from campaigns.engine.evaluate import evaluate
from campaigns.engine.logic import compile_smart_list
from tests.engine.twins import FactsTwin, make_scope, smart_list


def test_f01_a_random_sample_takes_about_its_share_in_every_run() -> None:
    people = FactsTwin([{}] * 1000, person_ids=list(range(7001, 8001)))
    for seed in range(200):
        tenth = compile_smart_list(smart_list(("random_sample", {"percent": 10})), make_scope(seed=seed), catalog())
        assert 50 < len(evaluate(tenth, people, range(1000))) < 150, seed


def test_f01_two_samples_of_one_run_draw_different_people() -> None:
    people = FactsTwin([{}] * 1000, person_ids=list(range(7001, 8001)))
    half = ("random_sample", {"percent": 50})
    both = compile_smart_list(smart_list(half, half), make_scope(), catalog())
    assert 150 < len(evaluate(both, people, range(1000))) < 350
