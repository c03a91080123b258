from exportctl.core.models.audit import AuditEvent, AuditHead, AuditLeaf, SealState
from exportctl.core.models.calendars import CalendarAddress
from exportctl.core.models.files import File
from exportctl.core.models.four_eyes import FourEyesAct, TwoOfficers
from exportctl.core.models.heartbeats import Heartbeat
from exportctl.core.models.invitations import Invitation
from exportctl.core.models.keys import ApiKey, IdempotencyRecord
from exportctl.core.models.mailing import DigestLine, MutedCase, NoticeRead, PasswordLink
from exportctl.core.models.notices import Notice
from exportctl.core.models.numbers import ReferenceCounter
from exportctl.core.models.organisations import Organisation, Seat
from exportctl.core.models.states import (
    HolidayYear,
    MemberState,
    Population,
    PopulationSet,
    PublicHoliday,
    ReferenceChange,
)
from exportctl.core.models.users import User
from exportctl.core.models.webhooks import Webhook

__all__ = [
    "ApiKey",
    "AuditEvent",
    "AuditHead",
    "AuditLeaf",
    "CalendarAddress",
    "DigestLine",
    "File",
    "FourEyesAct",
    "Heartbeat",
    "HolidayYear",
    "IdempotencyRecord",
    "Invitation",
    "MemberState",
    "MutedCase",
    "Notice",
    "NoticeRead",
    "Organisation",
    "PasswordLink",
    "Population",
    "PopulationSet",
    "PublicHoliday",
    "ReferenceChange",
    "ReferenceCounter",
    "SealState",
    "Seat",
    "TwoOfficers",
    "User",
    "Webhook",
]
