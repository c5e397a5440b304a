"""The demo's programs. Each teaches one thing, which its description says."""

from collections.abc import Callable
from dataclasses import dataclass

from campaigns.services.demo.builder import Builder, Step, choosing, rule, step

REQUESTED = rule("campaign_is_requested", operator="is", sources=["Marketo Flow Action"])


@dataclass(frozen=True, slots=True)
class Made:
    """What to start once everything is there: batches to run, and triggers to activate, in that order."""

    runs: tuple[int, ...] = ()
    triggers: tuple[int, ...] = ()


def token_example(demo: Builder, folder: str) -> Made:
    """T07: the example of the manual."""
    child_program = demo.program(
        "Token Example Child",
        folder,
        tokens={"score": "+0"},
        about="Holds the executable. Its own my.score is +0.",
    )
    child = demo.campaign(
        "Add my.score",
        child_program,
        executable=True,
        about="Changes the score by {{my.score}}. Whose my.score that is depends on the caller's token context.",
        steps=[step("change_score", field="score", change="{{my.score}}")],
    )
    program = demo.program(
        "Token Example",
        folder,
        tokens={"score": "+10"},
        about="The same executable, called with both token contexts. Here my.score is +10.",
    )
    runs = [
        demo.campaign(
            name,
            program,
            about=about,
            filters=[demo.people("Lead Source", "is", "Reference")],
            steps=[step("execute_campaign", campaign=child, parent_context=parent_context)],
        )
        for name, parent_context, about in (
            ("Use Parent Context", True, "The executable takes this program's my.score: everybody gets +10."),
            ("Keep Own Context", False, "The executable keeps its own my.score: everybody gets +0, and it is logged."),
        )
    ]
    return Made(runs=tuple(runs))


def mql_chain(demo: Builder, folder: str) -> Made:
    """Serial: each executable sees what the one before it has written (C06, C07)."""
    program = demo.program(
        "MQL Chain",
        folder,
        channel="Content",
        about="Quality score, then behaviour score, then the decision: three executables, one after the other.",
    )
    hot = demo.list("MQLs", program)
    potential = demo.smart_list(
        "Potential Leads",
        program,
        about="Leads whose profile sales has marked as promising.",
        filters=[demo.people("Lead Profile", "is", "Potential Lead")],
    )
    quality = demo.campaign(
        "Quality Score",
        program,
        executable=True,
        about="Who is likely to fit. The others are skipped, and the parent goes on with them.",
        filters=[demo.people("Lead Quality", "is", "High in Relevance", "Might be")],
        steps=[
            choosing(
                "change_score",
                (
                    demo.people("Lead Quality", "is", "High in Relevance"),
                    {"field": "demographic_score", "change": "=30"},
                ),
                default={"field": "demographic_score", "change": "=15"},
            )
        ],
    )
    behaviour = demo.campaign(
        "Behaviour Score",
        program,
        executable=True,
        about="Who spends time on the website.",
        filters=[demo.people("Total Time Spent on Website", "greater_than", 600)],
        steps=[
            choosing(
                "change_score",
                (demo.people("TotalVisits", "at_least", 5), {"field": "behavior_score", "change": "=20"}),
                default={"field": "behavior_score", "change": "=10"},
            )
        ],
    )
    program_id, engaged = demo.status(program, "Engaged")
    decision = demo.campaign(
        "MQL Decision",
        program,
        executable=True,
        about="Reads both scores that the steps before it have just written.",
        filters=[
            demo.people("Demographic Score", "at_least", 15),
            demo.people("Behavior Score", "at_least", 10),
        ],
        steps=[
            step("change_data_value", field="lead_status", value="MQL"),
            step("change_program_status", program=program_id, status=engaged),
            step("add_to_list", list=hot),
            step(
                "interesting_moment",
                type="Milestone",
                description="Became MQL with quality {{lead.Demographic Score}} and behaviour {{lead.Behavior Score}}",
            ),
        ],
    )
    parent = demo.campaign(
        "Score and Decide",
        program,
        about="Executes the three in order. For each person the next step begins when the one before it has finished.",
        filters=[rule("member_of_smart_list", operator="in", smart_lists=[potential])],
        steps=[
            step("execute_campaign", campaign=each, parent_context=False) for each in (quality, behaviour, decision)
        ],
    )
    return Made(runs=(parent,))


def new_people(demo: Builder, folder: str) -> Made:
    """Parallel: requests start others and wait for none of them (C14)."""
    channel, source = demo.new_field("Attribution Channel"), demo.new_field("Attribution Source")
    program = demo.program(
        "New People",
        folder,
        about="Whoever is created goes into three campaigns at once, and none of them waits for another.",
    )
    newsletter = demo.list("Newsletter", program)
    attribution = demo.campaign(
        "Attribution Fields",
        program,
        about="Keeps where the person came from.",
        triggers=[REQUESTED],
        steps=[
            step("change_data_value", field=channel, value="{{lead.Lead Origin:default=unknown}}"),
            step("change_data_value", field=source, value="{{lead.Lead Source:default=unknown}}"),
        ],
    )
    subscription = demo.campaign(
        "Subscription",
        program,
        about="Who asked for no e-mail is unsubscribed; everybody else gets the newsletter after an hour.",
        triggers=[REQUESTED],
        steps=[
            choosing(
                "change_data_value",
                (demo.people("Do Not Email", "is_true"), {"field": "unsubscribed", "value": "true"}),
                default=None,
            ),
            step("wait", duration="1 hour"),
            choosing("add_to_list", (demo.people("Unsubscribed", "is_false"), {"list": newsletter}), default=None),
        ],
    )
    occupation = "What is your current occupation"
    demographic = demo.campaign(
        "Demographic Score",
        program,
        about="Scores by occupation. Who has told none is left out by the smart list.",
        triggers=[REQUESTED],
        filters=[demo.people(occupation, "is_not_empty")],
        steps=[
            choosing(
                "change_score",
                (
                    demo.people(occupation, "is", "Working Professional", "Businessman"),
                    {"field": "demographic_score", "change": "+20"},
                ),
                (demo.people(occupation, "is", "Student"), {"field": "demographic_score", "change": "+5"}),
                default={"field": "demographic_score", "change": "+10"},
            )
        ],
    )
    asked = (attribution, subscription, demographic)
    created = demo.campaign(
        "Person is Created",
        program,
        once=True,
        about="Requests the three and ends: the person is in all of them at the same time.",
        triggers=[rule("person_is_created")],
        steps=[step("request_campaign", campaign=each) for each in asked],
    )
    return Made(triggers=(*asked, created))


def contact_sales(demo: Builder, folder: str) -> Made:
    """Context True: one executable stamps its callers' names."""
    by_campaign = demo.new_field("MQL Source Campaign")
    by_program = demo.new_field("MQL Source Program")
    shared = demo.program("MQL", folder, about="One executable for everybody who contacts sales.")
    mql = demo.campaign(
        "Make MQL",
        shared,
        executable=True,
        about="Stamps where the MQL came from. Called with context True, {{campaign.name}} is the caller's name.",
        filters=[demo.people("Do Not Call", "is_false")],
        steps=[
            step("change_data_value", field="lead_status", value="MQL"),
            step("change_data_value", field=by_campaign, value="{{campaign.name}}"),
            step("change_data_value", field=by_program, value="{{program.name}}"),
        ],
    )
    occupation = "What is your current occupation"
    callers = []
    for segment, filters in (
        ("Enterprise", [demo.people(occupation, "is", "Working Professional"), demo.people("Converted", "is", 1)]),
        ("SMB", [demo.people(occupation, "is", "Businessman", "Other", "Housewife")]),
        ("Startup", [demo.people(occupation, "is", "Student")]),
    ):
        program = demo.program(
            f"Contact Sales {segment}", folder, channel="Web Request", about=f"{segment}: who asked for a call."
        )
        program_id, filled = demo.status(program, "Filled-out Form")
        callers.append(
            demo.campaign(
                f"Contacted Sales as {segment}",
                program,
                about="Executes Make MQL with context True, so the MQL is stamped with this campaign and program.",
                filters=filters,
                steps=[
                    step("change_program_status", program=program_id, status=filled),
                    step("execute_campaign", campaign=mql, parent_context=True),
                ],
            )
        )
    return Made(runs=tuple(callers[:1]))


def attribution(demo: Builder, folder: str) -> Made:
    """Context False: every executable keeps the tokens of its own program (T03)."""
    fields = {name: demo.new_field(f"Attribution {name.title()}") for name in ("channel", "source", "campaign")}
    ads = [
        ("Google Search Ads", "Paid Search", "Google", "Google", "MBA 2026"),
        ("Facebook Ads", "Paid Social", "Facebook", "Facebook", "Careers 2026"),
        ("Referral Rewards", "Referral", "Reference", "Students", "Bring a Friend"),
    ]
    stamps = []
    for name, channel, lead_source, source, campaign in ads:
        program = demo.program(
            name,
            folder,
            tokens={"channel": channel, "source": source, "campaign": campaign},
            about="One ad campaign. Its My Tokens are what its people are stamped with.",
        )
        stamps.append(
            demo.campaign(
                f"Stamp {name}",
                program,
                executable=True,
                about="Lets in only those who came from this ad, and stamps them with this program's tokens.",
                filters=[demo.people("Lead Source", "is", lead_source)],
                steps=[
                    step("change_data_value", field=field, value=f"{{{{my.{token}}}}}")
                    for token, field in fields.items()
                ],
            )
        )
    wrong = "parent's value: must not appear"
    program = demo.program(
        "Attribution",
        folder,
        tokens={"channel": wrong, "source": wrong, "campaign": wrong},
        about="Defines the same tokens as the ads. Called with context False, the ads' own values win.",
    )
    parent = demo.campaign(
        "Attribute Everybody",
        program,
        about="Executes one stamp per ad, with context False. Who came from none of them passes by.",
        filters=[demo.people("Converted", "is", 1)],
        steps=_executes(*stamps),
    )
    return Made(runs=(parent,))


def _executes(*campaigns: int) -> list[Step]:
    return [step("execute_campaign", campaign=each, parent_context=False) for each in campaigns]


PROGRAMS: tuple[tuple[str, Callable[[Builder, str], Made]], ...] = (
    ("1 Tokens of Parent and Child", token_example),
    ("2 Execute in a Row", mql_chain),
    ("3 Request in Parallel", new_people),
    ("4 One Executable, Three Callers", contact_sales),
    ("5 Attribution", attribution),
)
