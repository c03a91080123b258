"""The kinds of organisations, and what a seat on one lets a person do (domain: roles)."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    EXPORTER = "exporter"
    AUTHORITY = "authority"  # competent for licences in its Member State
    DELEGATION = "delegation"  # of a Member State, in the Council
    COMMISSION = "commission"
    CUSTOMS = "customs"


class Permission(StrEnum):
    FILE = "file"  # exporter: notify, ask, answer, withdraw
    HANDLE = "handle_cases"  # officer of a competent authority
    TAKE_POSITION = "take_position"  # delegate of a Member State
    ADMINISTER = "administer"  # the Commission
    CHECK_SHIPMENTS = "check_shipments"  # customs office
    MANAGE = "manage_people"  # any organisation: who may act for it
