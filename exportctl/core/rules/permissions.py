"""The kinds of organisations, and what a seat on one lets a person do (domain: roles)."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    EXPORTER = "exporter"
    AUTHORITY = "authority"  # competent for licences in its Member State
    DELEGATION = "delegation"  # of a Member State, in the Council
    COMMISSION = "commission"
    CUSTOMS = "customs"
    SANDBOX = "sandbox"  # where a state’s customs try their systems out; it opens nothing that is real


class Permission(StrEnum):
    FILE = "file"  # exporter: notify, ask, answer, withdraw
    HANDLE = "handle_cases"  # officer of a competent authority
    TAKE_POSITION = "take_position"  # delegate of a Member State
    ADMINISTER = "administer"  # the Commission
    CHECK_SHIPMENTS = "check_shipments"  # customs office
    TRY_OUT = "try_out"  # in a sandbox
    MANAGE = "manage_people"  # any organisation: who may act for it
