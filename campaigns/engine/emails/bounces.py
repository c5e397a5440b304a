"""Hard or soft: whether a refusal speaks of the address, or of the moment (RFC 3463)."""

_OF_THE_ADDRESS = ("5.0.", "5.1.", "5.2.1", "5.4.4", "5.6.7")


def is_hard(status: str) -> bool:
    """`status` is an enhanced status code such as 5.1.1, or a plain reply code such as 550.

    A full mailbox (5.2.2) or a refusal of the message (5.7) says nothing of the address.
    """
    code = status.strip()
    if "." in code:
        return code.startswith(_OF_THE_ADDRESS)
    return code in ("550", "551", "553")
