"""How people are called."""

import pytest

from campaigns.definitions.person import display_name


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"first_name": "Ann", "last_name": "Lee", "email": "ann@example.com"}, "Ann Lee"),
        ({"last_name": "Lee"}, "Lee"),
        ({"email": "ann@example.com", "prospect_id": "7927"}, "ann@example.com"),
        ({"prospect_id": "7927"}, "7927"),
        ({"city": "Rome"}, "Person 12"),
    ],
)
def test_people_are_called_by_name_then_address_then_key_then_number(values: dict[str, str], name: str) -> None:
    assert display_name(12, values, ("prospect_id",)) == name
