"""The leads import whole: 9,240 people, found again by Prospect ID, and all 37 columns usable."""

import pytest
from django.core.management import call_command

from campaigns.definitions.actor import SYSTEM
from campaigns.models import FieldDefinition, Job, Person, PersonKey
from campaigns.services.demo.leads import find_leads, made_up_leads
from campaigns.services.importing.reading import read_sheet
from campaigns.services.importing.whole import import_file
from campaigns.storage.fields import all_fields
from tests.factories import make_workspace

pytestmark = pytest.mark.django_db
TYPES = {
    "Prospect ID": "text",
    "Lead Number": "integer",
    "Do Not Email": "boolean",
    "Converted": "integer",
    "TotalVisits": "integer",
    "Page Views Per Visit": "number",
    "Magazine": "boolean",
    "Tags": "text",
    "Asymmetrique Activity Score": "integer",
}

COUNTS = {
    ("lead_source", "Google"): 2_868,
    ("do_not_email", True): 734,
    ("converted", 1): 3_561,
    ("page_views_per_visit", 1.5): 306,
    ("city", "Mumbai"): 3_222,
    ("asymmetrique_activity_score", 14): 1_771,
}


@pytest.fixture
def leads() -> bytes:
    found = find_leads()
    if found is None:
        pytest.skip("The leads are not at hand: LEADS_CSV names no file, and none lies beside the project.")
    return found.read_bytes()


def test_the_leads_import_whole_and_a_second_import_changes_nothing(leads: bytes) -> None:
    workspace = make_workspace()
    job = import_file(SYSTEM, workspace.pk, file_name="leads.csv", content=leads)
    assert (job.state, job.outcome) == (
        Job.State.DONE,
        {"created": 9_240, "updated": 0, "unchanged": 0, "rejected": 0},
    )
    assert len({name for name in job.params["fields"] if name}) == 37
    fields = {field.label: field for field in all_fields().values()}
    assert {label: fields[label].type.value for label in TYPES} == TYPES
    counted = {each: Person.objects.filter(**{f"values__{each[0]}": each[1]}).count() for each in COUNTS}
    assert counted == COUNTS
    assert Person.objects.exclude(values__has_key="city").count() == 2_249 + 1_420, "Select and blanks are no answer"
    assert PersonKey.objects.filter(field="prospect_id").count() == 9_240
    again = import_file(SYSTEM, workspace.pk, file_name="leads.csv", content=leads)
    assert again.outcome == {"created": 0, "updated": 0, "unchanged": 9_240, "rejected": 0}
    assert Person.objects.count() == 9_240


def test_made_up_leads_have_the_columns_of_the_real_ones_and_are_the_same_everywhere(leads: bytes) -> None:
    made_up = made_up_leads(50)
    assert read_sheet(made_up).headings == read_sheet(leads).headings
    assert made_up_leads(50) == made_up


def test_the_command_imports_to_the_end_and_reports(tmp_path_factory: pytest.TempPathFactory) -> None:
    make_workspace("Acme")
    file = tmp_path_factory.mktemp("leads") / "made-up.csv"
    file.write_bytes(made_up_leads(700))
    call_command("import_people", file, workspace="ACME", key="Prospect ID")
    assert Person.objects.count() == 700
    assert FieldDefinition.objects.get(name="prospect_id").is_key
