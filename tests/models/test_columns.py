"""Sorted numbers packed small, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models.columns import pack, unpack


@given(st.sets(st.integers(min_value=0, max_value=2**63 - 1)))
def test_what_is_packed_comes_back(numbers: set[int]) -> None:
    assert unpack(pack(sorted(numbers))) == sorted(numbers)


def test_neighbours_take_a_byte_each() -> None:
    assert len(pack(range(1000))) == 1001


def test_numbers_that_do_not_ascend_are_refused() -> None:
    with pytest.raises(ValueError, match="ascending"):
        pack([2, 1])
