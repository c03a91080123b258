"""Everything that is done to a request and what belongs to it, each act declared once."""

from exportctl.core.acts import Act, NoticeKind
from exportctl.core.i18n import gettext_lazy as _
from exportctl.core.i18n import pgettext_lazy
from exportctl.core.rules.accounts import ACCOUNT
from licensing.rules.acts.amendments import AMENDMENTS
from licensing.rules.acts.authorisation_life import AUTHORISATION_LIFE, CHANGE_REQUESTS
from licensing.rules.acts.authorisations import AUTHORISATION_CHANGES, AUTHORISATIONS, WRITE_OFFS
from licensing.rules.acts.authority_texts import AUTHORITY_TEXTS
from licensing.rules.acts.classification_questions import CLASSIFICATION_QUESTIONS
from licensing.rules.acts.consultations import BODIES, CONSULTATIONS
from licensing.rules.acts.customs_enquiries import CUSTOMS_ENQUIRIES
from licensing.rules.acts.customs_holds import CUSTOMS_HOLDS
from licensing.rules.acts.decision_periods import DECISION_PERIODS
from licensing.rules.acts.denials import DENIAL_IMPORTS, DENIAL_REVIEWS, DENIALS
from licensing.rules.acts.end_use_statements import END_USE_STATEMENTS
from licensing.rules.acts.general_authorisations import (
    GENERAL_BARS,
    GENERAL_EDITIONS,
    GENERAL_REGISTRATIONS,
)
from licensing.rules.acts.information_requests import QUESTIONS, TIME
from licensing.rules.acts.letterheads import LETTERHEADS
from licensing.rules.acts.list_impacts import LIST_IMPACTS
from licensing.rules.acts.measures import MEASURES
from licensing.rules.acts.office import OFFICE
from licensing.rules.acts.party_matches import LISTS_OF_NAMES, PARTY_MATCHES
from licensing.rules.acts.pending_acts import PENDING_ACTS
from licensing.rules.acts.proposals import PROPOSALS
from licensing.rules.acts.registrations import REGISTRATIONS
from licensing.rules.acts.remedies import REMEDIES
from licensing.rules.acts.requests import LIFE
from licensing.rules.acts.requirements import SHARED_REQUIREMENTS
from licensing.rules.acts.routing_rules import ROUTING_RULES
from licensing.rules.acts.state_consultations import STATE_CONSULTATIONS
from licensing.rules.exporters import ACTS as EXPORTERS

ABSENCES = (
    Act("enter_absence", ACCOUNT, pgettext_lazy("done to it", "entered as absent"), _("Entered an absence")),
    Act("end_absence", ACCOUNT, pgettext_lazy("done to it", "entered as back"), _("Ended an absence")),
)

DUTY_TURNS = (
    Act(
        "enter_turn",
        ACCOUNT,
        pgettext_lazy("done to it", "put on the duty roster"),
        _("Put an officer on the duty roster"),
        notices=(
            NoticeKind(
                "duty_turn_entered",
                _("%(reference)s: you are on duty from %(from_on)s"),
                _(
                    "Until %(until_on)s you are the second officer of urgent cases, and are told when one waits for an"
                    " approval. Enter an absence if you are away: your deputy is told instead."
                ),
                ("from_on", "until_on"),
            ),
        ),
    ),
    Act(
        "remove_turn",
        ACCOUNT,
        pgettext_lazy("done to it", "taken off the duty roster"),
        _("Took an officer off the duty roster"),
        notices=(
            NoticeKind(
                "duty_turn_removed",
                _("%(reference)s: you are not on duty from %(from_on)s any more"),
                _(
                    "Your turn until %(until_on)s was taken off the duty roster. What waits for you as the second"
                    " officer already stays open to you; what becomes urgent from now on, others are told of."
                ),
                ("from_on", "until_on"),
            ),
        ),
    ),
)

ACTS = (
    *LIFE,
    *LIST_IMPACTS,
    *QUESTIONS,
    *TIME,
    *OFFICE,
    *PROPOSALS,
    *AMENDMENTS,
    *END_USE_STATEMENTS,
    *CONSULTATIONS,
    *BODIES,
    *AUTHORITY_TEXTS,
    *DECISION_PERIODS,
    *LETTERHEADS,
    *ROUTING_RULES,
    *PENDING_ACTS,
    *ABSENCES,
    *DUTY_TURNS,
    *EXPORTERS,
    *REGISTRATIONS,
    *AUTHORISATIONS,
    *AUTHORISATION_LIFE,
    *AUTHORISATION_CHANGES,
    *CHANGE_REQUESTS,
    *REMEDIES,
    *WRITE_OFFS,
    *PARTY_MATCHES,
    *LISTS_OF_NAMES,
    *MEASURES,
    *DENIALS,
    *SHARED_REQUIREMENTS,
    *DENIAL_IMPORTS,
    *DENIAL_REVIEWS,
    *STATE_CONSULTATIONS,
    *CUSTOMS_HOLDS,
    *CUSTOMS_ENQUIRIES,
    *CLASSIFICATION_QUESTIONS,
    *GENERAL_REGISTRATIONS,
    *GENERAL_BARS,
    *GENERAL_EDITIONS,
)
