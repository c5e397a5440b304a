"""The sender of each kind of delivery."""

from campaigns.runtime.senders import Sender
from campaigns.runtime.senders.email import AlertSender, EmailSender
from campaigns.runtime.senders.webhook import WebhookSender

SENDERS: dict[str, Sender] = {"email": EmailSender(), "alert": AlertSender(), "webhook": WebhookSender()}
