"""What follows a decision: (kind, outcome, legal basis) → effect, or None. A test holds that no combination lacks.

Licensing reads this table through `settings.DECISION_EFFECTS` and runs the effect in the approval's transaction.
"""

from licensing.actions.authorisations import issue_authorisation as issue
from licensing.actions.decisions import Effects, InTurn
from licensing.actions.denials import file_denials
from licensing.actions.remedy_effects import AnnulledRefusals
from licensing.queries.regimes import ListingRegimes
from licensing.rules.kinds import KINDS
from licensing.rules.requests import Kind, LegalBasis, Outcome
from notifications.actions.procedures import put_to_states
from notifications.actions.withdrawals import end_with_refusal, requests_beside
from notifications.queries.regimes import chosen_regime, regime_of_decision

# A grant of some of the lines refuses the others, and what is refused is notified (Article 16(1)).
grant = InTurn((issue, file_denials))
put_and_deny = InTurn((put_to_states, file_denials))

OUTCOMES = (
    Outcome.GRANT,
    Outcome.GRANT_WITH_CONDITIONS,
    Outcome.REFUSE,
    Outcome.NO_AUTHORISATION_REQUIRED,
    Outcome.AUTHORISATION_REQUIRED,
)
OF_NOTIFICATIONS = (
    # legal basis             grant  with conditions  refuse         none required  requirement
    (LegalBasis.HUMAN_RIGHTS, (None, None,            put_and_deny,  None,          None)),
    (LegalBasis.ANNEX_I,      (None, None,            file_denials,  None,          None)),
    (LegalBasis.ARTICLE_4,    (None, None,            file_denials,  None,          None)),
    (LegalBasis.ARTICLE_5,    (None, None,            put_and_deny,  None,          put_to_states)),
    (LegalBasis.ARTICLE_9,    (None, None,            file_denials,  None,          None)),
    (LegalBasis.ARTICLE_10,   (None, None,            file_denials,  None,          None)),
    (LegalBasis.EU_LIST,      (None, None,            file_denials,  None,          None)),
)  # fmt: skip
# A request is no notification: nobody answers it by imposing a requirement. One table for every kind of them.
OF_REQUESTS = (
    (LegalBasis.ANNEX_I,      (grant, grant,          file_denials,  None)),
    (LegalBasis.ARTICLE_4,    (grant, grant,          file_denials,  None)),
    (LegalBasis.ARTICLE_5,    (grant, grant,          put_and_deny,  None)),
    (LegalBasis.ARTICLE_9,    (grant, grant,          file_denials,  None)),
    (LegalBasis.ARTICLE_10,   (grant, grant,          file_denials,  None)),
    (LegalBasis.EU_LIST,      (grant, grant,          file_denials,  None)),
)  # fmt: skip
TABLE = {
    Kind.NOTIFICATION: OF_NOTIFICATIONS,
    **{kind: OF_REQUESTS for kind, rule in KINDS.items() if rule.authorises},
}

EFFECTS: Effects = {
    (kind, outcome, basis): effect
    for kind, rows in TABLE.items()
    for basis, effects in rows
    for outcome, effect in zip(OUTCOMES, effects, strict=False)
}

# Licensing reads it through `settings.LISTING_REGIMES`: every letter names the rules of the procedure, too.
LISTING_REGIMES = ListingRegimes(chosen=chosen_regime, of=regime_of_decision)
# Licensing reads it through `settings.ANNULLED_REFUSALS`: the procedure about the list hangs on its refusal.
ANNULLED_REFUSALS = AnnulledRefusals(requests_beside=requests_beside, carry_out=end_with_refusal)
