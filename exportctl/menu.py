"""The menu of every role: the one place where pages of all apps are named to the frame around them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from exportctl.core.rules.permissions import Permission
from exportctl.core.sections import Entry, Menu

# A case lies under the list it was opened from.
OVERVIEW = Entry(_("Overview"), "desks:dashboard")
CASES = Entry(_("Cases"), "desks:exporter_cases", ("/notifications", "/requests"))
# General ones lie beside those that were granted.
AUTHORISATIONS = Entry(_("Authorisations"), "desks:authorisations", ("/general-authorisations",))
ENQUIRIES = Entry(_("Enquiries"), "desks:customs_enquiries")
HOLDS = Entry(_("Customs holds"), "desks:customs_holds")
# What other states and customs ask and tell: one section, six lists.
EXCHANGE = Entry(
    _("Exchange"),
    "desks:state_consultations",
    ("/customs-holds", "/customs-enquiries", "/denials", "/requirements", "/silence"),
)
CATALOGUE = Entry(_("Catalogue"), "desks:catalogue_home", ("/classifications",))
WORKLIST = Entry(_("Worklist"), "desks:worklist", ("/cases",))
SEARCH = Entry(_("Search"), "desks:search")
COMPANY = Entry(_("Company"), "desks:company")
REGISTRATIONS = Entry(_("Registrations"), "desks:registrations")
TEAM = Entry(_("Team"), "desks:team")
PROCEDURES = Entry(_("Procedures"), "notifications:procedure_list")
MONITOR = Entry(_("Monitor"), "desks:monitor", ("/reference",))
IMPACTS = Entry(_("Impact"), "desks:list_impacts")
TEXTS = Entry(pgettext_lazy("section", "Texts"), "controllist:texts")
REFERENCE = Entry(pgettext_lazy("section", "Reference"), "desks:reference")
PEOPLE = Entry(pgettext_lazy("colleagues", "People"), "core:people")
SHIPMENTS = Entry(_("Check a shipment"), "desks:screening")
SANDBOX = Entry(_("Sandbox"), "desks:sandbox")
FRONTIER = Entry(_("At the frontier"), "desks:frontier")
CONTROL_LIST = Entry(_("Control list"), "controllist:list")
CHANGES = Entry(_("Changes"), "controllist:changes")
STATISTICS = Entry(_("Statistics"), "desks:statistics")
VERIFY = Entry(_("Verify"), "desks:verify")
TRUST = Entry(_("Trust"), "core:trust")

MENU = Menu(
    seats={
        Permission.FILE: (OVERVIEW, CASES, AUTHORISATIONS, CATALOGUE, COMPANY),
        Permission.HANDLE: (
            WORKLIST,
            SEARCH,
            AUTHORISATIONS,
            EXCHANGE,
            PROCEDURES,
            REGISTRATIONS,
            TEAM,
        ),
        Permission.TAKE_POSITION: (PROCEDURES,),
        Permission.ADMINISTER: (MONITOR, PROCEDURES, TEXTS, IMPACTS, REFERENCE),
        Permission.CHECK_SHIPMENTS: (FRONTIER, SHIPMENTS, AUTHORISATIONS, HOLDS, ENQUIRIES),
        Permission.TRY_OUT: (SANDBOX,),
        Permission.MANAGE: (PEOPLE,),
    },
    listed=(CONTROL_LIST,),
    public=(CONTROL_LIST, CHANGES, STATISTICS, VERIFY, TRUST),
    people=(Entry(_("Who did what"), "desks:activity"),),
    account=(
        (
            _("For your calendar"),
            Entry(_("Your deadlines in your calendar"), "desks:calendar_address"),
        ),
    ),
    clock="desks:demo_clock",
    register="desks:register",
    cases="desks:worklist",
    exporters="desks:exporters",
    texts="desks:authority_texts",
)
