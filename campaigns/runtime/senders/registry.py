"""The sender of each kind of delivery."""

from campaigns.runtime.senders import Sender
from campaigns.runtime.senders.email import AlertSender, EmailSender

SENDERS: dict[str, Sender] = {"email": EmailSender(), "alert": AlertSender()}
