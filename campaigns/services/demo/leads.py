"""Finds the leads that demo and tests import, or makes people up with the same columns."""

import csv
import io
import os
import random
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

COUNT = 9_240
_SEED = 20_261_122


def find_leads() -> Path | None:
    """LEADS_CSV names the file; else it lies beside the project, or in it."""
    named = os.environ.get("LEADS_CSV")
    root = Path(settings.BASE_DIR)
    places = [Path(named)] if named else [root.parent / "shared/data/leads.csv", root / "shared/data/leads.csv"]
    return next((place for place in places if place.is_file()), None)


def made_up_leads(count: int = COUNT) -> bytes:
    """A CSV file with the columns of the leads and about their distribution; the same on every machine."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["Prospect ID", "Lead Number", *_COLUMNS])
    writer.writerows(_rows(count))
    return written.getvalue().encode()


def _rows(count: int) -> Iterator[list[str]]:
    chance = random.Random(_SEED)
    answers = [(list(weights), list(weights.values())) for weights in _COLUMNS.values()]
    for number in range(count):
        id = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        row = [chance.choices(values, weights)[0] for values, weights in answers]
        yield [id, str(660_737 - 9 * number), *row]


def _yes(percent: int) -> dict[str, int]:
    return {"Yes": percent, "No": 100 - percent}


# Per column its answers and their weights.
_COLUMNS: dict[str, dict[str, int]] = {
    "Lead Origin": {"Landing Page Submission": 53, "API": 39, "Lead Add Form": 7, "Lead Import": 1},
    "Lead Source": {
        "Google": 31,
        "Direct Traffic": 28,
        "Olark Chat": 19,
        "Organic Search": 12,
        "Reference": 6,
        "Welingak Website": 2,
        "Facebook": 1,
        "": 1,
    },
    "Do Not Email": _yes(8),
    "Do Not Call": _yes(1),
    "Converted": {"0": 61, "1": 39},
    "TotalVisits": {"0": 24, "2": 18, "3": 14, "4": 12, "5": 9, "6": 5, "1": 4, "7": 3, "9": 2, "14": 1, "": 2},
    "Total Time Spent on Website": {str(seconds): 1 for seconds in range(60, 2_100, 17)} | {"0": 38},
    "Page Views Per Visit": {"0": 24, "2": 19, "3": 13, "4": 10, "1": 7, "1.5": 3, "2.5": 3, "5": 3, "3.33": 1, "": 2},
    "Last Activity": {
        "Email Opened": 37,
        "SMS Sent": 30,
        "Olark Chat Conversation": 11,
        "Page Visited on Website": 7,
        "Converted to Lead": 5,
        "Email Bounced": 4,
        "Email Link Clicked": 3,
        "Form Submitted on Website": 1,
        "": 1,
    },
    "Country": {"India": 70, "": 26, "United States": 1, "United Arab Emirates": 1, "Singapore": 1},
    "Specialization": {
        "Select": 21,
        "": 16,
        "Finance Management": 11,
        "Human Resource Management": 9,
        "Marketing Management": 9,
        "Operations Management": 5,
        "Business Administration": 4,
        "Banking, Investment And Insurance": 4,
    },
    "How did you hear about X Education": {
        "Select": 55,
        "": 24,
        "Online Search": 9,
        "Word Of Mouth": 4,
        "Student of SomeSchool": 3,
        "Social Media": 1,
    },
    "What is your current occupation": {
        "Unemployed": 61,
        "": 29,
        "Working Professional": 8,
        "Student": 2,
        "Businessman": 1,
    },
    "What matters most to you in choosing a course": {"Better Career Prospects": 71, "": 29, "Other": 1},
    "Search": _yes(1),
    "Magazine": _yes(0),
    "Newspaper Article": _yes(1),
    "X Education Forums": _yes(1),
    "Newspaper": _yes(1),
    "Digital Advertisement": _yes(1),
    "Through Recommendations": _yes(1),
    "Receive More Updates About Our Courses": _yes(0),
    "Tags": {
        "": 36,
        "Will revert after reading the email": 22,
        "Ringing": 13,
        "Interested in other courses": 6,
        "Already a student": 5,
        "Closed by Horizzon": 4,
        "Busy": 2,
    },
    "Lead Quality": {"": 52, "Might be": 17, "Not Sure": 12, "High in Relevance": 7, "Worst": 6, "Low in Relevance": 6},
    "Update me on Supply Chain Content": _yes(0),
    "Get updates on DM Content": _yes(0),
    "Lead Profile": {"Select": 45, "": 29, "Potential Lead": 17, "Other Leads": 5, "Student of SomeSchool": 3},
    "City": {"Mumbai": 35, "Select": 24, "": 15, "Thane & Outskirts": 8, "Other Cities": 7, "Tier II Cities": 1},
    "Asymmetrique Activity Index": {"": 46, "02.Medium": 41, "01.High": 9, "03.Low": 4},
    "Asymmetrique Profile Index": {"": 46, "02.Medium": 30, "01.High": 24, "03.Low": 1},
    "Asymmetrique Activity Score": {"": 46, "14": 19, "15": 14, "13": 8, "16": 5, "17": 4, "12": 2, "18": 1},
    "Asymmetrique Profile Score": {"": 46, "15": 19, "18": 12, "16": 6, "17": 6, "20": 3, "19": 3, "14": 2},
    "I agree to pay the amount through cheque": _yes(0),
    "A free copy of Mastering The Interview": _yes(31),
    "Last Notable Activity": {
        "Modified": 37,
        "Email Opened": 31,
        "SMS Sent": 24,
        "Page Visited on Website": 3,
        "Olark Chat Conversation": 2,
        "Email Link Clicked": 2,
    },
}
