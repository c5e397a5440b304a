"""What filters and triggers on e-mail activities share: the e-mails to choose, and the attributes to narrow them by."""

from campaigns.engine.abouts import Assets
from campaigns.engine.wording import email_names

EMAILS = Assets("emails", "Emails", "email", email_names)

SUBJECT = {"Subject": "text"}
READER = {**SUBJECT, "User Agent": "text", "Is Mobile Device": "boolean", "Client IP Address": "text"}
CLICK = {"Link": "text", **READER}
BOUNCE = {**SUBJECT, "Category": "text", "Details": "text", "Address": "text"}
ALERT = {**SUBJECT, "Send To Owner": "text", "Send To List": "text"}
