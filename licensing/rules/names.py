"""Does a text that other states or the public will read name the exporter?"""

from collections.abc import Collection, Iterable, Mapping

from exportctl.core.rules.folding import letters_and_digits, spellings, words

# Forms of companies in the Union and its neighbours, as `letters_and_digits()` writes them.
LEGAL_FORMS = frozenset(
    letters_and_digits(form)
    for form in (
        # DE AT LU LI
        "GmbH", "gGmbH", "mbH", "AG", "KG", "OHG", "OG", "KGaA", "UG", "UG haftungsbeschränkt",
        "haftungsbeschränkt", "e.K.", "e.Kfm.", "e.U.", "e.V.", "eG", "GbR", "GesbR", "Co", "und Co",
        "Aktiengesellschaft", "Cie", "et Cie", "Gesellschaft mit beschränkter Haftung",
        "Kommanditgesellschaft",
        # FR BE LU
        "SA", "SAS", "SASU", "SARL", "EURL", "SNC", "SCS", "SCA", "SCOP", "SRL", "SPRL", "SC", "ASBL",
        "Société anonyme", "Société par actions simplifiée", "Société à responsabilité limitée",
        # NL BE
        "BV", "NV", "VOF", "CV", "BVBA", "CVBA", "VZW", "Besloten vennootschap", "Naamloze vennootschap",
        # IT
        "S.p.A.", "S.r.l.", "S.r.l.s.", "S.n.c.", "S.a.s.", "S.a.p.a.", "S.c.a.r.l.", "S.c.r.l.",
        "Società per azioni", "Società a responsabilità limitata",
        # ES PT
        "S.L.", "S.L.U.", "S.A.U.", "S.L.L.", "S.Coop.", "Lda.", "Limitada", "Unipessoal Lda.", "Unipessoal",
        "Sociedad anónima", "Sociedad limitada", "Sociedade anónima",
        # IE MT CY GB
        "Ltd", "Limited", "plc", "LLP", "LP", "DAC", "CLG", "UC", "Unlimited Company",
        # SE FI DK NO IS
        "AB", "HB", "KB", "Aktiebolag", "Oy", "Oyj", "Ky", "Osakeyhtiö", "ApS", "A/S", "I/S", "K/S", "P/S",
        "IVS", "Aktieselskab", "Anpartsselskab", "AS", "ASA", "ehf.", "hf.",
        # EE LV LT
        "OÜ", "Osaühing", "Aktsiaselts", "SIA", "UAB", "MB", "Uždaroji akcinė bendrovė",
        # PL CZ SK
        "sp. z o.o.", "spółka z o.o.", "sp. k.", "sp. j.", "S.K.A.", "P.S.A.", "Spółka akcyjna",
        "Spółka z ograniczoną odpowiedzialnością", "s.r.o.", "spol. s r.o.", "a.s.",
        "v.o.s.", "k.s.", "j.s.a.",
        # HU RO BG
        "Kft.", "Zrt.", "Nyrt.", "Bt.", "Kkt.", "Rt.", "Korlátolt felelősségű társaság", "S.R.L.-D.", "PFA",
        "EOOD", "OOD", "EAD", "AD", "ЕООД", "ООД", "ЕАД", "АД", "ЕТ", "ET",
        # HR SI
        "d.o.o.", "j.d.o.o.", "d.d.", "j.t.d.", "k.d.", "d.n.o.", "s.p.",
        # GR CY
        "A.E.", "ΑΕ", "E.P.E.", "ΕΠΕ", "I.K.E.", "ΙΚΕ", "O.E.", "ΟΕ", "E.E.", "ΕΕ", "Ανώνυμη Εταιρεία",
        # the Union
        "SE", "SCE", "EEIG", "EWIV", "GEIE",
    )
)  # fmt: skip
LEADING_FORMS = frozenset(
    map(letters_and_digits, ("SIA", "UAB", "AB", "AS", "OÜ", "A/S", "Oy", "S.C.", "ET", "ЕТ", "SL", "SA"))
)
SHORTEST_CORE = 3  # "C3" alone says nothing
SHORTEST_ANYWHERE = 6  # shorter ones count as whole words only: "MAN" is not in "human"


def names_exporter(
    texts: Mapping[str, str], *, legal_name: str, trade_name: str = "", eori: str = ""
) -> list[str]:
    """The pointers of those `texts` in which the exporter's legal name, trade name or EORI can be read.

    Names count with and without their legal form, by their letters and digits, in every spelling (accents, ü as ue,
    other scripts).
    """
    readings = _readings(legal_name) | _readings(trade_name) | {letters_and_digits(eori)} - {""}
    needles = {spelling for reading in readings for spelling in spellings(reading)}
    return [pointer for pointer, text in texts.items() if _is_named(needles, text)]


def _readings(name: str) -> set[str]:
    """The whole name and its core; a core too short to mean anything is left out."""
    spoken = words(name)
    whole, core = "".join(spoken), "".join(_core(spoken))
    return {reading for reading in (whole, core) if len(reading) >= SHORTEST_CORE}


def _core(spoken: list[str]) -> list[str]:
    """The words without the legal form at their end or beginning ("Boréale S.A.S.", "SIA Rīga")."""
    longest = min(len(spoken) - 1, 5)
    for count in range(longest, 0, -1):
        if "".join(spoken[-count:]) in LEGAL_FORMS:
            return _core(spoken[:-count])
        if "".join(spoken[:count]) in LEADING_FORMS:
            return _core(spoken[count:])
    return spoken


def _is_named(needles: Collection[str], text: str) -> bool:
    long = [needle for needle in needles if len(needle) >= SHORTEST_ANYWHERE]
    if any(needle in whole for whole in spellings(text) for needle in long):
        return True
    short = {needle for needle in needles if len(needle) < SHORTEST_ANYWHERE}
    runs = _runs(words(text), max(map(len, short))) if short else ()
    return any(not short.isdisjoint(spellings(run)) for run in runs)


def _runs(spoken: list[str], length: int) -> Iterable[str]:
    """Neighbouring words written together ("M A N"), as far as they can reach `length` characters."""
    for start in range(len(spoken)):
        run = ""
        for word in spoken[start:]:
            run += word
            if len(run) > length:
                break
            yield run
