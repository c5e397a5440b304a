"""What can be asked of a webhook's call: its answer, the kind of error, its status code."""

from campaigns.engine.constraints import Family

CALL_ATTRIBUTES: dict[str, Family] = {"Response": "text", "Error Type": "text", "Status Code": "number"}
ERROR_TYPES = {"Error Type": ("timeout", "connection", "private address", "invalid request", "no JSON")}
