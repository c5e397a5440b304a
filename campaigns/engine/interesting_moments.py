"""What filters and triggers on interesting moments may ask for."""

from collections.abc import Mapping

from campaigns.engine.abouts import Words

MOMENT_TYPES = Words("types", "Type", "Type", "type", ("Email", "Milestone", "Web"))
MOMENT_ATTRIBUTES: Mapping[str, str] = {"Description": "text", "Source": "text"}
