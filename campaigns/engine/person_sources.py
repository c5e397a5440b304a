"""What filters and triggers on new people may ask for: by which door they came."""

from collections.abc import Mapping

from campaigns.engine.abouts import Words

CREATION_SOURCES = Words("sources", "Source Type", "Source Type", "source", ("Designer", "Import", "Web Service API"))
CREATION_ATTRIBUTES: Mapping[str, str] = {"Source Info": "text"}
