"""A smart campaign's settings (S04 to S07) and the words for its kinds (C02)."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from campaigns.definitions.base import Frozen


class CampaignKind(StrEnum):
    EXECUTABLE = "executable"
    BATCH = "batch"
    TRIGGER = "trigger"


class Qualification(Frozen):
    """How often one person may pass into the flow; an interval rolls: a day is 24 h, a month 30 days."""

    mode: Literal["once", "every_time", "interval"] = "once"
    every: int = Field(default=1, ge=1, le=10_000)
    unit: Literal["hours", "days", "weeks", "months"] = "days"


class CampaignSettings(Frozen):
    qualification: Qualification = Qualification()
    block_non_operational: bool = False
    person_limit: int | None = Field(default=None, ge=1)
    priority: Literal["high", "medium", "low"] | None = None
