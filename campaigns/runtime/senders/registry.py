"""The sender of each kind of delivery."""

from campaigns.runtime.senders import Sender

SENDERS: dict[str, Sender] = {}
