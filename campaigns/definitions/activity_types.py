"""The types of activities: name, Marketo's number, and attributes in a fixed order (reference 7.3)."""

from campaigns.definitions.base import Frozen


class ActivityType(Frozen):
    """`id` is Marketo's number where it has one. `attributes` are in the order in which activities store them."""

    id: int
    key: str
    label: str
    primary: str
    attributes: tuple[str, ...] = ()


_BOUNCE = ("Email", "Subject", "Category", "Details", "Address")
_READER = ("User Agent", "Is Mobile Device", "Client IP Address")

ACTIVITY_TYPES: tuple[ActivityType, ...] = (
    ActivityType(id=6, key="send_email", label="Send Email", primary="Email", attributes=("Email", "Subject")),
    ActivityType(
        id=7, key="email_delivered", label="Email Delivered", primary="Email", attributes=("Email", "Subject")
    ),
    ActivityType(id=8, key="email_bounced", label="Email Bounced", primary="Email", attributes=_BOUNCE),
    ActivityType(
        id=9,
        key="unsubscribe_email",
        label="Unsubscribe Email",
        primary="Email",
        attributes=("Email", "Subject", "Reason", "Client IP Address", "User Agent"),
    ),
    ActivityType(
        id=10, key="open_email", label="Open Email", primary="Email", attributes=("Email", "Subject", *_READER)
    ),
    ActivityType(
        id=11,
        key="click_email",
        label="Click Email",
        primary="Email",
        attributes=("Email", "Subject", "Link", *_READER),
    ),
    ActivityType(
        id=1,
        key="visit_web_page",
        label="Visit Web Page",
        primary="Web Page",
        attributes=("Web Page", "Querystring", "Referrer", "User Agent"),
    ),
    ActivityType(
        id=2,
        key="fill_out_form",
        label="Fill Out Form",
        primary="Form",
        attributes=("Form", "Form Fields", "Web Page", "Querystring", "Referrer", "User Agent"),
    ),
    ActivityType(
        id=3,
        key="click_link",
        label="Click Link on Web Page",
        primary="Link",
        attributes=("Link", "Web Page", "Querystring", "Referrer", "User Agent"),
    ),
    ActivityType(
        id=12,
        key="new_person",
        label="New Person",
        primary="Source Type",
        attributes=("Source Type", "Source Info"),
    ),
    ActivityType(
        id=13,
        key="change_data_value",
        label="Change Data Value",
        primary="Attribute Name",
        attributes=("Attribute Name", "Old Value", "New Value", "Reason", "Source"),
    ),
    ActivityType(
        id=22,
        key="change_score",
        label="Change Score",
        primary="Score Name",
        attributes=("Score Name", "Change Value", "Old Value", "New Value", "Reason"),
    ),
    ActivityType(
        id=23,
        key="change_owner",
        label="Change Owner",
        primary="Owner",
        attributes=("Owner", "Old Owner", "Source"),
    ),
    ActivityType(id=24, key="add_to_list", label="Add to List", primary="List", attributes=("List", "Source")),
    ActivityType(
        id=25, key="remove_from_list", label="Remove from List", primary="List", attributes=("List", "Source")
    ),
    ActivityType(id=27, key="email_bounced_soft", label="Email Bounced Soft", primary="Email", attributes=_BOUNCE),
    ActivityType(
        id=32,
        key="merge_people",
        label="Merge People",
        primary="Merge IDs",
        attributes=("Merge IDs", "Merge Fields", "Source"),
    ),
    ActivityType(id=37, key="delete_person", label="Delete Person", primary="Person", attributes=("Person", "Reason")),
    ActivityType(
        id=38,
        key="send_alert",
        label="Send Alert",
        primary="Email",
        attributes=("Email", "Subject", "Send To Owner", "Send To List"),
    ),
    ActivityType(
        id=46,
        key="interesting_moment",
        label="Interesting Moment",
        primary="Type",
        attributes=("Type", "Description", "Source"),
    ),
    ActivityType(
        id=47,
        key="request_campaign",
        label="Request Campaign",
        primary="Campaign",
        attributes=("Campaign", "Source"),
    ),
    ActivityType(
        id=100,
        key="change_person_partition",
        label="Change Person Partition",
        primary="New Partition",
        attributes=("New Partition", "Old Partition", "Reason"),
    ),
    ActivityType(
        id=104,
        key="change_program_status",
        label="Change Program Status",
        primary="Program",
        attributes=("Program", "Old Status", "New Status", "Success", "Reason"),
    ),
    ActivityType(
        id=110,
        key="call_webhook",
        label="Call Webhook",
        primary="Webhook",
        attributes=("Webhook", "Response", "Error Type", "Status Code"),
    ),
    ActivityType(
        id=123,
        key="change_program_member_data",
        label="Change Program Member Data",
        primary="Program",
        attributes=("Program", "Attribute Name", "Old Value", "New Value", "Reason"),
    ),
    ActivityType(
        id=145,
        key="push_person",
        label="Push Person",
        primary="Program",
        attributes=("Program", "Source", "Reason", "Pushed By"),
    ),
    ActivityType(
        id=930,
        key="create_task",
        label="Create Task",
        primary="Subject",
        attributes=("Subject", "Due On", "Assigned To", "Source"),
    ),
    ActivityType(
        id=901,
        key="execute_campaign",
        label="Execute Campaign",
        primary="Campaign",
        attributes=("Campaign", "Qualified", "Used Parent Campaign Token Context", "Reason"),
    ),
    ActivityType(
        id=905,
        key="campaign_stopped",
        label="Campaign Not Started",
        primary="Campaign",
        attributes=("Campaign", "Chain"),
    ),
    ActivityType(id=904, key="flow_step", label="Flow Step", primary="Step", attributes=("Step",)),
    ActivityType(id=902, key="wait", label="Wait", primary="Until", attributes=("Until",)),
    ActivityType(
        id=903,
        key="remove_from_flow",
        label="Remove from Flow",
        primary="Campaign",
        attributes=("Campaign", "Removed From"),
    ),
    ActivityType(
        id=921,
        key="email_complaint",
        label="Spam Complaint",
        primary="Email",
        attributes=("Email", "Subject", "Details", "Address"),
    ),
    # Of every type that an admin defines; the asset is the type, and each has attributes of its own.
    ActivityType(
        id=100_000, key="custom_activity", label="Custom Activity", primary="Activity", attributes=("Activity",)
    ),
)

BY_KEY = {each.key: each for each in ACTIVITY_TYPES}
BY_ID = {each.id: each for each in ACTIVITY_TYPES}
