"""Flow action Send Email (F07, S06, T10): hands an approved e-mail over to delivery, with the tokens of this moment."""

from collections.abc import Iterator

from pydantic import Field as Param

from campaigns.engine.emails.compose import subject_of
from campaigns.engine.emails.info import EmailInfo
from campaigns.engine.emails.recipients import MAILABLE_FIELDS, why_not_mailed
from campaigns.engine.emails.resolved import Resolved
from campaigns.engine.emails.sending import check_email, email_payload, unapproved
from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave
from campaigns.engine.wording import email_names, names


class SendEmailParams(Params):
    email: int = Param(title="Email", json_schema_extra={"control": "email"})


class SendEmail:
    kind = "send_email"
    label = "Send Email"
    category = "Email"
    role: Role = "message"
    help = (
        "Sends an approved e-mail. Whoever is unsubscribed, suspended, over the limits, or has no valid address is "
        "skipped and goes on."
    )
    params_type = SendEmailParams
    allowed_in_executable = True

    def needs(self, params: SendEmailParams) -> Needs:
        return Needs(fields=MAILABLE_FIELDS)

    def check(self, params: SendEmailParams, scope: Scope) -> Iterator[str]:
        yield from check_email(params.email, scope)

    def act(self, params: SendEmailParams, people: list[int], wave: Wave) -> list[int]:
        email = wave.email(params.email)
        if email is None or email.content is None:
            unapproved(params.email, people, wave, self.kind)
            return people
        for person, resolved in wave.resolved(email.tokens, people):
            _send(person, email, resolved, wave)
        return people

    def refs(self, params: SendEmailParams) -> Iterator[Ref]:
        yield Ref("email", params.email, "sends")

    def words(self, params: SendEmailParams, scope: Scope) -> str:
        return f"Send “{names([params.email], email_names(scope), 'e-mail')}”"


def _send(person: int, email: EmailInfo, resolved: Resolved, wave: Wave) -> None:
    assert email.content is not None
    operational = email.content.operational
    reason = why_not_mailed(person, wave, operational=operational)
    subject = subject_of(email.content, resolved)
    attributes = (email.name, subject)
    if reason:
        wave.skip(person, ACTION.kind, reason, attributes, primary_id=email.id)
        return
    address = str(wave.column("email")[person])
    wave.log(person, ACTION.kind, attributes, primary_id=email.id, missing=resolved.missing)
    wave.deliver(person, kind="email", payload=email_payload(email, subject, resolved, [address]))
    if not operational:
        wave.count_email(person)


ACTION = SendEmail()
