"""What a seat on an organisation lets a person do (domain: roles)."""

from enum import StrEnum


class Permission(StrEnum):
    FILE = "file"  # exporter: notify, ask, answer, withdraw
    HANDLE = "handle_cases"  # officer of a competent authority
    TAKE_POSITION = "take_position"  # delegate of a Member State
    ADMINISTER = "administer"  # the Commission
    CHECK_SHIPMENTS = "check_shipments"  # customs office
    MANAGE = "manage_people"  # any organisation: who may act for it
