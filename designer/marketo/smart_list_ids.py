"""Ids of smart lists on the wire: those of assets are ours, those inside campaigns lie far above."""

OF_CAMPAIGNS = 10**12


def of_campaign(campaign_id: int) -> int:
    return OF_CAMPAIGNS + campaign_id


def campaign_of(smart_list_id: int) -> int | None:
    """The campaign whose smart list this is, or none for an asset."""
    return smart_list_id - OF_CAMPAIGNS if smart_list_id >= OF_CAMPAIGNS else None
