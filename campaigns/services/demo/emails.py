"""The demo's e-mail: approved, with tokens, and a campaign that would send it. The leads have no addresses."""

from campaigns.definitions.email import EmailContent
from campaigns.services.demo.builder import Builder, step
from campaigns.services.demo.programs import Made
from campaigns.services.emails import approve_email, create_email, save_email

HTML = """<!doctype html>
<html>
<body style="font-family: sans-serif; color: #222; max-width: 560px; margin: 0 auto; padding: 24px">
  <h1 style="font-size: 22px">Welcome, {{lead.First Name:default=learner}}</h1>
  <p>You told us that you are interested in {{lead.Specialization:default=learning}}. {{my.Host}} will help you choose
  the right course.</p>
  <p><a href="https://example.com/courses" style="background: #4c51bf; color: #fff; padding: 10px 16px;
  border-radius: 6px; text-decoration: none">See the courses</a></p>
  <p style="font-size: 12px; color: #666"><a href="{{system.viewAsWebpageLink}}">Read this on the web</a> ·
  <a href="{{system.unsubscribeLink}}">Unsubscribe</a></p>
</body>
</html>
"""


def welcome_email(demo: Builder, folder: str) -> Made:
    """F07: an approved e-mail, its tokens from the person and from the program."""
    program = demo.program(
        "Welcome Email",
        folder,
        channel="Email Send",
        tokens={"Host": "Grace"},
        about="An approved e-mail. Look at it as any person: the name, the interest and my.Host are filled in.",
    )
    email = _approved(
        demo,
        program,
        EmailContent(
            from_name="{{my.Host}} of Demo Courses",
            from_address="welcome@example.com",
            subject="Welcome, {{lead.First Name:default=learner}}",
            html=HTML,
        ),
    )
    demo.campaign(
        "Send Welcome",
        program,
        about="Sends it to everybody with an address. The leads of the demo have none, so add somebody who has.",
        filters=[demo.people("Email Address", "is_not_empty")],
        steps=[step("send_email", email=email)],
        once=True,
    )
    return Made()


def _approved(demo: Builder, parent: str, content: EmailContent) -> int:
    ws = demo.workspace_id
    made = create_email(demo.actor, workspace_id=ws, name="Welcome", parent=parent)
    save_email(demo.actor, workspace_id=ws, email_id=made.pk, edit_number=made.edit_number, content=content)
    return approve_email(demo.actor, workspace_id=ws, email_id=made.pk).pk


EMAILS = (("6 Send an E-mail", welcome_email),)
