"""What can be asked of a changed owner and a changed partition."""

from campaigns.engine.constraints import Family

OWNER_ATTRIBUTES: dict[str, Family] = {"Owner": "text", "Old Owner": "text", "Source": "text"}
PARTITION_ATTRIBUTES: dict[str, Family] = {"New Partition": "text", "Old Partition": "text"}
