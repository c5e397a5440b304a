"""Flow action Send Alert (F07, T10): an approved e-mail about the person, to their owner and to whoever else."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field as Param

from campaigns.engine.emails.addresses import is_address, split_addresses
from campaigns.engine.emails.compose import subject_of
from campaigns.engine.emails.sending import check_email, email_payload, unapproved
from campaigns.engine.kinds import Needs, Params, Role
from campaigns.engine.scope import Ref, Scope
from campaigns.engine.wave import Wave
from campaigns.engine.wording import email_names, names

OWNER = "owner"  # the field that holds the address of who looks after the person


class SendAlertParams(Params):
    email: int = Param(title="Email", json_schema_extra={"control": "email"})
    send_to: Literal["owner", "none"] = Param(
        default="none",
        title="Send To",
        json_schema_extra={"control": "select", "labels": {"owner": "The person's owner", "none": "Nobody"}},
    )
    addresses: str = Param(
        default="",
        title="To Other Emails",
        max_length=2_000,
        description="Parted by commas; may hold tokens.",
        json_schema_extra={"control": "tokens"},
    )


class SendAlert:
    kind = "send_alert"
    label = "Send Alert"
    category = "Email"
    role: Role = "message"
    help = "Tells people of your own house about the person. {{SP_Send_Alert_Info}} in the e-mail says who it is."
    params_type = SendAlertParams
    allowed_in_executable = True

    def needs(self, params: SendAlertParams) -> Needs:
        return Needs(fields=frozenset({OWNER}), texts=(params.addresses,))

    def check(self, params: SendAlertParams, scope: Scope) -> Iterator[str]:
        yield from check_email(params.email, scope)
        if params.send_to == "none" and not params.addresses.strip():
            yield "The alert goes to nobody. Choose the owner, or give an address."
        for address in split_addresses(params.addresses):
            if "{{" not in address and not is_address(address):
                yield f"“{address}” is no e-mail address. Write one like sales@example.com."

    def act(self, params: SendAlertParams, people: list[int], wave: Wave) -> list[int]:
        email = wave.email(params.email)
        if email is None or email.content is None:
            unapproved(params.email, people, wave, self.kind)
            return people
        others = dict(wave.rendered(params.addresses, people))
        for person, resolved in wave.resolved(email.tokens, people):
            owner = wave.column(OWNER)[person] if params.send_to == "owner" else None
            given = split_addresses(others[person].text)
            to = [each for each in ((str(owner),) if owner else ()) + given if is_address(each)]
            subject = subject_of(email.content, resolved)
            attributes = (email.name, subject, owner, ", ".join(given))
            missing = tuple(dict.fromkeys((*resolved.missing, *others[person].missing)))
            if not to:
                reason = "There is nobody to alert: no owner with an e-mail address, and no other address."
                wave.skip(person, self.kind, reason, attributes, primary_id=email.id, missing=missing)
                continue
            wave.log(person, self.kind, attributes, primary_id=email.id, missing=missing)
            wave.deliver(person, kind="alert", payload=email_payload(email, subject, resolved, to))
        return people

    def refs(self, params: SendAlertParams) -> Iterator[Ref]:
        yield Ref("email", params.email, "sends")

    def words(self, params: SendAlertParams, scope: Scope) -> str:
        to = " and ".join(filter(None, ["the owner" if params.send_to == "owner" else "", params.addresses.strip()]))
        return f"Alert {to or 'nobody'} with “{names([params.email], email_names(scope), 'e-mail')}”"


ACTION = SendAlert()
