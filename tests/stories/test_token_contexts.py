"""The manual's example: a child adds {{my.score}}, whose value the parent hands down or the child keeps (T03, T07)."""

import pytest

from tests.factories import make_person, make_program, make_token, make_workspace
from tests.stories.acting import log_of, published, run, step, values_of

pytestmark = pytest.mark.django_db


def test_t07_parent_context_gives_ten_and_own_context_gives_nothing() -> None:
    workspace = make_workspace()
    ours, theirs = make_program(workspace, "Child program"), make_program(workspace, "Parent program")
    make_token(ours, "score", "+0", type="score")
    make_token(theirs, "score", "+10", type="score")
    person = make_person(workspace, score=5)
    child = published(
        workspace, "Child", step("change_score", field="score", change="{{my.score}}"), program=ours, executable=True
    )
    with_parents = published(
        workspace, "True", step("execute_campaign", campaign=child.pk, parent_context=True), program=theirs
    )
    with_own = published(
        workspace, "False", step("execute_campaign", campaign=child.pk, parent_context=False), program=theirs
    )

    run(with_parents)
    run(with_own)

    changes = [attributes for _, attributes in log_of(person, "change_score")]
    assert [(each["Change Value"], each["Old Value"], each["New Value"]) for each in changes] == [
        ("+10", 5, 15),
        ("+0", 15, 15),
    ]
    assert values_of(person)["score"] == 15
