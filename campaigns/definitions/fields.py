"""The fields of a person: their types, and the standard ones that every installation has."""

from enum import StrEnum

from campaigns.definitions.base import Frozen


class FieldType(StrEnum):
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    INTEGER = "integer"
    NUMBER = "number"
    SCORE = "score"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"

    @property
    def family(self) -> str:
        """The word by which operators are chosen: text, number, boolean, date or datetime."""
        match self:
            case FieldType.TEXT | FieldType.EMAIL | FieldType.PHONE | FieldType.URL:
                return "text"
            case FieldType.INTEGER | FieldType.NUMBER | FieldType.SCORE:
                return "number"
            case _:
                return self.value


class Field(Frozen):
    """`name` is what definitions, tokens' resolution and the stored JSON use; `label` is what people read. `former` are
    the labels that it had before, in normal form: tokens that were written then go on meaning it."""

    name: str
    label: str
    type: FieldType
    company: bool = False  # shown as {{company.…}} too
    is_key: bool = False  # imports find people by it
    standard: bool = False
    read_only: bool = False
    former: tuple[str, ...] = ()


_FIELDS: tuple[Field, ...] = (
    Field(name="email", label="Email Address", type=FieldType.EMAIL, is_key=True),
    Field(name="first_name", label="First Name", type=FieldType.TEXT),
    Field(name="last_name", label="Last Name", type=FieldType.TEXT),
    Field(name="company", label="Company Name", type=FieldType.TEXT, company=True),
    Field(name="industry", label="Industry", type=FieldType.TEXT, company=True),
    Field(name="website", label="Website", type=FieldType.URL, company=True),
    Field(name="employees", label="Num Employees", type=FieldType.INTEGER, company=True),
    Field(name="job_title", label="Job Title", type=FieldType.TEXT),
    Field(name="phone", label="Phone Number", type=FieldType.PHONE),
    Field(name="city", label="City", type=FieldType.TEXT),
    Field(name="state", label="State", type=FieldType.TEXT),
    Field(name="country", label="Country", type=FieldType.TEXT),
    Field(name="lead_source", label="Lead Source", type=FieldType.TEXT),
    Field(name="lead_status", label="Lead Status", type=FieldType.TEXT),
    Field(name="score", label="Person Score", type=FieldType.SCORE),
    Field(name="behavior_score", label="Behavior Score", type=FieldType.SCORE),
    Field(name="demographic_score", label="Demographic Score", type=FieldType.SCORE),
    Field(name="date_of_birth", label="Date of Birth", type=FieldType.DATE),
    Field(name="unsubscribed", label="Unsubscribed", type=FieldType.BOOLEAN),
    Field(name="marketing_suspended", label="Marketing Suspended", type=FieldType.BOOLEAN),
    Field(name="blocklisted", label="Blocklisted", type=FieldType.BOOLEAN),
    Field(name="email_invalid", label="Email Invalid", type=FieldType.BOOLEAN),
)

STANDARD_FIELDS: tuple[Field, ...] = tuple(field.model_copy(update={"standard": True}) for field in _FIELDS)

# Kept by the product itself and readable by filters and tokens; nobody sets them by hand.
READ_ONLY_FIELDS: tuple[Field, ...] = (
    Field(name="created_at", label="Created At", type=FieldType.DATETIME, standard=True, read_only=True),
    Field(name="owner", label="Owner", type=FieldType.EMAIL, standard=True, read_only=True),
    Field(name="updated_at", label="Updated At", type=FieldType.DATETIME, standard=True, read_only=True),
)
