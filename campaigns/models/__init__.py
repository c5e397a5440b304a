"""One concept per file; import models from here."""

from campaigns.models.access import User, WorkspaceRole
from campaigns.models.activity import Activity
from campaigns.models.api_user import ApiUsage, ApiUser
from campaigns.models.audit import AuditEntry
from campaigns.models.custom_activity import CustomActivityType
from campaigns.models.delivery import Delivery
from campaigns.models.email import EmailAsset, EmailVersion
from campaigns.models.export import Export
from campaigns.models.job import ImportFault, ImportSlice, Job
from campaigns.models.journal import Counter, Journal
from campaigns.models.lists import ListMember, SmartListAsset, SmartListVersion, StaticList
from campaigns.models.notice import Notice, NoticeSettings
from campaigns.models.person import FieldDefinition, Person, PersonKey, PersonWord
from campaigns.models.plan import Plan
from campaigns.models.program import Channel, ChannelStatus, MemberField, Program, ProgramMember
from campaigns.models.run import Run
from campaigns.models.schedule import Schedule, ScheduledRun
from campaigns.models.smart_campaign import CampaignMember, Reference, Revision, SmartCampaign
from campaigns.models.task import Task
from campaigns.models.token import MyToken
from campaigns.models.wave import EntryContext, Removal, Retried, Waiting, Wave
from campaigns.models.web import AnonymousVisit, Form, WebTracker, WebVisitor
from campaigns.models.webhook import Webhook
from campaigns.models.workspace import Folder, Partition, Workspace

__all__ = [
    "Activity",
    "AnonymousVisit",
    "ApiUsage",
    "ApiUser",
    "AuditEntry",
    "CampaignMember",
    "Channel",
    "ChannelStatus",
    "Counter",
    "CustomActivityType",
    "Delivery",
    "EmailAsset",
    "EmailVersion",
    "EntryContext",
    "Export",
    "FieldDefinition",
    "Folder",
    "Form",
    "ImportFault",
    "ImportSlice",
    "Job",
    "Journal",
    "ListMember",
    "MemberField",
    "MyToken",
    "Notice",
    "NoticeSettings",
    "Partition",
    "Person",
    "PersonKey",
    "PersonWord",
    "Plan",
    "Program",
    "ProgramMember",
    "Reference",
    "Removal",
    "Retried",
    "Revision",
    "Run",
    "Schedule",
    "ScheduledRun",
    "SmartCampaign",
    "SmartListAsset",
    "SmartListVersion",
    "StaticList",
    "Task",
    "User",
    "Waiting",
    "Wave",
    "WebTracker",
    "WebVisitor",
    "Webhook",
    "Workspace",
    "WorkspaceRole",
]
