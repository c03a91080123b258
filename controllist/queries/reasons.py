"""Why an entry of the list or of Annex I resembles an item, in words."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from controllist.queries.texts import LANGUAGE_NAMES
from controllist.rules import functions
from controllist.rules.annex_resemblance import COMMON
from controllist.rules.likeness import Reason, Sign

WORDS: dict[Sign, Any] = {
    Sign.SAME_ITEM: _("Maker and model are the same."),
    Sign.SAME_BUT_FORM: _("Maker and model are the same, whatever the maker’s legal form: %(words)s."),
    Sign.SAME_MODEL: _("The model is the same: “%(words)s”."),
    Sign.MODEL_NAMED: _("The text names the model “%(words)s”."),
    Sign.SIMILAR_MODEL: _("The model resembles “%(words)s”."),
    Sign.SIMILAR_NAME: _("The name is similar; words in both: %(words)s."),
    Sign.SHARED_WORDS: _("The texts share these words: %(words)s."),
    Sign.SAME_MAKER: _("The maker is the same: %(words)s."),
    Sign.OTHER_MAKER: _("The maker is another: %(words)s."),
    Sign.SAME_CN_CODE: _("The customs code is the same: %(words)s."),
    Sign.CODE_NAMED: _("Your text names %(words)s."),
    Sign.SAME_FUNCTION: _("The function is the same: %(words)s."),
    Sign.FUNCTION_NAMED: _("Your words stand for what it does: %(words)s."),
}
WITHOUT_WORDS: dict[Sign, Any] = {
    Sign.SIMILAR_NAME: _("The name is spelt similarly."),
    Sign.SAME_FUNCTION: _("The function is the same."),
}

_SAME = {
    Sign.SAME_ITEM,
    Sign.SAME_BUT_FORM,
    Sign.SAME_MODEL,
    Sign.SAME_MAKER,
    Sign.SAME_CN_CODE,
    Sign.CODE_NAMED,
    Sign.SAME_FUNCTION,
}


# Words that are long and say nothing of an item.
EMPTY = COMMON | frozenset(
    {
        "about",
        "after",
        "against",
        "before",
        "being",
        "between",
        "covered",
        "every",
        "named",
        "other",
        "shall",
        "their",
    }
    | {"there", "these", "those", "under", "using", "where", "which", "whose", "within", "without", "would"}
    | {"anderen", "diese", "einer", "eines", "nicht", "ohne", "oder", "sowie", "unter", "werden", "zwischen"}
    | {"autre", "autres", "avant", "cette", "entre", "leurs", "quelle", "selon", "toute", "toutes"}
)


def sentence(reason: Reason, *, spoken: str = "") -> str:
    """One sentence in the reader's language; `spoken` is that of the words, where it is another."""
    if not reason.words and reason.sign in WITHOUT_WORDS:
        return str(WITHOUT_WORDS[reason.sign])
    words = reason.words
    if reason.sign == Sign.SAME_FUNCTION:
        words = tuple(functions.label(code, get_language() or "en") for code in words)
    if reason.sign == Sign.SHARED_WORDS:
        words = tuple(word for word in words if word not in EMPTY) or words
        if spoken and spoken != (get_language() or "en")[:2]:
            named = {"words": ", ".join(words), "language": LANGUAGE_NAMES.get(spoken, spoken)}
            return str(_("The texts share these words (%(language)s): %(words)s.")) % named
    return str(WORDS[reason.sign]) % {"words": ", ".join(words)}


def sign_of(reason: Reason) -> str:
    """`same`, `near` or `differs`: the mark before the sentence."""
    if reason.sign == Sign.OTHER_MAKER:
        return "differs"
    return "same" if reason.sign in _SAME else "near"
