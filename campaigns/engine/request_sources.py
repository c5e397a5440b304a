"""Where requests of a campaign come from (C15)."""

from typing import Literal, get_args

RequestSource = Literal["Marketo Flow Action", "Web Service API", "Sales Insight"]
ALL_SOURCES: tuple[RequestSource, ...] = get_args(RequestSource)
