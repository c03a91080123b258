"""Companies of 27 states as registers and letterheads write them: found by their names, and by nothing else."""

import json
from pathlib import Path

import pytest

from exportctl.core.rules.company_names import core
from licensing.rules.names import is_the_exporter, may_name_exporter, names_exporter

FORMS = json.loads(
    (Path(__file__).parents[2] / "exportctl/core/data/legal_forms.json").read_text(encoding="utf-8")
)
STATES = sorted(
    {state for row in FORMS["forms"] for state in row["states"]} - {"CH", "EU", "GB", "IS", "LI", "NO"}
)


def found(text, name, *, trade_name="", eori=""):
    return bool(names_exporter({"/text": text}, legal_name=name, trade_name=trade_name, eori=eori))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        # a bracket holds the same name in Latin letters
        ("Тракия Сигнал ООД (Trakia Signal OOD)", "Доставчикът Тракия Сигнал го предлага."),
        ("Тракия Сигнал ООД (Trakia Signal OOD)", "Тракия Сигнал ООД"),
        ("Тракия Сигнал ООД (Trakia Signal OOD)", "bought from Trakia Signal"),
        ("Μελτέμι Δίκτυα Α.Ε. (Meltemi Diktya A.E.)", "Η εταιρεία Μελτέμι Δίκτυα το προσφέρει."),
        ("Μελτέμι Δίκτυα Α.Ε. (Meltemi Diktya A.E.)", "MELTEMI DIKTYA"),
        ("Trakia Signal OOD (Тракия Сигнал ООД)", "Тракия Сигнал"),
        ("Balkan Radar EOOD", "Балкан Радар"),
        ("Тракия Сигнал ООД", "Trakiya Signal, Trakia"),
        ("Тракия Сигнал ООД", "Trakia Signal"),
        ("Тракия Сигнал Trakia Signal ООД", "Тракия Сигнал"),
        ("Ъгъл Техника ЕООД", "Ugal Tehnika or Agal Tehnika"),
        ("Μπάλτα Ντέρμα Ο.Ε.", "Balta Derma"),
        # long and compound forms
        ("Lumen Sécurité S.à r.l.", "Lumen Sécurité"),
        ("Lumen Sécurité S. à r. l.", "LUMEN SECURITE"),
        ("Nordsignal AB (publ)", "Nordsignal"),
        ("Fulano Segurança, Sociedade Unipessoal, Lda.", "Fulano Segurança"),
        ("Αθηνά Συστήματα Μονοπρόσωπη Ι.Κ.Ε.", "Αθηνά Συστήματα"),
        ("Praha Signál, akciová společnost", "Praha Signál"),
        ("Akciju sabiedrība „Baltijas Radio”", "Baltijas Radio"),
        ("Akcinė bendrovė „Vilniaus Ryšys“", "Vilniaus Ryšys"),
        ("Zagreb Signal društvo s ograničenom odgovornošću", "Zagreb Signal"),
        ("Galway Signals Designated Activity Company", "Galway Signals"),
        ("Kobalt Technik GmbH i.L.", "Kobalt Technik"),
        ("Kobalt Technik Gesellschaft mit beschränkter Haftung in Liquidation", "Kobalt Technik"),
        ("Cobalto S.p.A. in liquidazione", "Cobalto"),
        ("Cobalto S.r.l. unipersonale", "Cobalto"),
        ("Kobalt Partnerschaftsgesellschaft mbB", "Kobalt"),
        ("Duna Jelző Zártkörűen Működő Részvénytársaság", "Duna Jelző"),
        ("Cobalto Reti S.r.l. a socio unico in liquidazione", "Cobalto Reti"),
        ("Wisła Pomiary Sp. z o.o. Sp. k.", "Wisła Pomiary"),
        ("Wisła Pomiary Sp. z o.o. w likwidacji", "Wisla Pomiary"),
        ("Kobalt Technik UG (haftungsbeschränkt) & Co. KG", "Kobalt Technik"),
        ("Stichting Leieboord", "Leieboord"),
        ("Coöperatie Leieboord U.A.", "Leieboord"),
        ("Oy Karhunpolku Ab", "Karhunpolku"),
        ("Aktiebolaget Granlund", "Granlund"),
        ("S.C. Carpat Telemetrie S.R.L.", "Carpat Telemetrie"),
        ("PPHU „Żubr Pomiary” Sp. z o.o.", "Zubr Pomiary"),
        ("Sončni Val, podjetje za trgovino in storitve, d.o.o.", "Sončni Val"),
        ("Jadranska Mjerenja d.o.o. za trgovinu i usluge", "Jadranska Mjerenja"),
        ("Meltemi Diktya & ΣΙΑ Ε.Ε.", "Meltemi Diktya"),
        ("Boréale SASU en liquidation judiciaire", "Boréale"),
        ("Vega Alta Sistemas, S.L.U. en liquidación", "Vega Alta Sistemas"),
        ("Waterlinie Data B.V. in liquidatie", "Waterlinie Data"),
        ("Skagerrak Optik ApS under konkurs", "Skagerrak Optik"),
        ("Tiszavirág Informatikai Kft. „v.a.”", "Tiszavirág Informatikai"),
        ("Dunajec Systémy s.r.o. v likvidácii", "Dunajec Systémy"),
        ("Kuldnokk Andmed OÜ (likvideerimisel)", "Kuldnokk Andmed"),
        # brackets, quotes, names of the business
        ("Kobalt Technik (Ireland) Limited", "Kobalt Technik"),
        ("Kobalt [Deutschland] GmbH", "Kobalt"),
        ("„Granitas Ryšys“, UAB", "Granitas Ryšys"),
        ("ТД «Балкан Радар» ООД", "Балкан Радар"),
        ("Murphy Holdings DAC t/a Corrib Evidence", "Corrib Evidence"),
        ("Murphy Holdings DAC trading as Corrib Evidence", "Corrib Evidence"),
        ("Schmidt Metallbau GmbH (vormals Kobalt Technik AG)", "Kobalt Technik"),
        # capitals without accents, and other keyboards
        ("Boréale SAS", "The vendor BOREALE SAS offers it."),
        ("Boréale SAS", "BOREALE"),
        ("Μελτέμι Δίκτυα Α.Ε.", "ΜΕΛΤΕΜΙ ΔΙΚΤΥΑ Α.Ε."),
        ("Μελτέμι Δίκτυα Α.Ε.", "μελτεμι δικτυα"),
        ("Wisła Pomiary Sp. z o.o.", "Firma Wisla Pomiary oferuje."),
        ("Vltavín Datové Systémy s.r.o.", "Vltavin datove systemy"),
        ("Groß Funk GmbH", "GROSS FUNK"),
        ("Gross Funk GmbH", "Groß Funk, GROẞ FUNK"),
        ("Müller Größe GmbH", "Mueller Große"),
        ("Perilune Vision SAS", "PERİLUNE VİSİON"),
        ("Işık Haberleşme A.Ş.", "ISIK HABERLESME"),
        ("Ørsted Ål ApS", "Oersted Aal"),
        ("Łódź Żaba S.A.", "LODZ ZABA"),
        ("Aalborg Måling A/S", "Ålborg Maaling"),
        # hyphens, dots, spaces
        ("Kobalt-Technik GmbH", "Kobalt Technik"),
        ("Kobalt Technik GmbH", "Kobalt-Technik"),
        ("A.B.C. Mess GmbH", "ABC Mess"),
        ("ABC Mess GmbH", "A. B. C. Mess"),
        ("J.-P. Lefèvre SARL", "JP Lefevre"),
        ("O'Neill & Daughters Ltd", "ONeill Daughters"),
        ("Kobalt Technik GmbH", "see Kobalt\u00adTechnik\u200b, K o b a l t T e c h n i k"),
        ("Aquila Optik GmbH", "\u0410quil\u0430 \u041eptik"),  # Cyrillic letters that look Latin
        ("Aquila Optik GmbH", "Ａｑｕｉｌａ Ｏｐｔｉｋ"),
    ],
)
def test_a_company_is_found_by_its_name(name, text):
    assert found(text, name)


@pytest.mark.parametrize("state", STATES)
def test_every_form_of_a_state_leaves_the_name(state):
    rows = [row for row in FORMS["forms"] if state in row["states"]]
    assert rows
    for form in (form for row in rows for form in row["forms"]):
        assert core(f"Kobaltus Meridor {form}") == ["kobaltus", "meridor"], form
        assert core(f"KOBALTUS MERIDOR, {form.upper()}") == ["kobaltus", "meridor"], form


@pytest.mark.parametrize("kind", ["leading", "prefixes"])
def test_what_stands_in_front_leaves_the_name(kind):
    for form in FORMS[kind]:
        assert core(f"{form} „Kobaltus Meridor“") == ["kobaltus", "meridor"], form


def test_every_status_behind_the_form_leaves_the_name():
    for status in FORMS["statuses"]:
        assert core(f"Kobaltus Meridor GmbH {status}") == ["kobaltus", "meridor"], status
        assert found("Kobaltus Meridor", f"Kobaltus Meridor GmbH ({status})"), status


def test_every_form_has_its_source():
    assert all(row["source"] and row["states"] and row["forms"] for row in FORMS["forms"])
    assert len(STATES) == 27


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Signal AB", "the signal is taken in"),
        ("Signal AB", "the signal above the band; signals and signalling"),
        ("Signal AB (publ)", "SIGNAL PROCESSING IN CAPITALS"),
        ("Systems Ltd", "two systems"),
        ("Data SARL", "les données, data and metadata"),
        ("Daten GmbH", "die Daten der Betroffenen"),
        ("One AS", "one device turned on everywhere"),
        ("Via SAS", "via the network"),
        ("Nova AS", "an innova assistance, innovation as sold"),
        ("Air AB", "on air, airborne, repair"),
        ("MAN AG", "no man may be followed"),
        ("Sistema S.r.l.", "il sistema"),
        ("Сигнал ООД", "сигнал"),
        ("Δίκτυα Α.Ε.", "τα δίκτυα"),
        ("Kobalt Technik (Ireland) Limited", "sent to Ireland"),
        ("Kobalt Technik (Europe) GmbH", "used in Europe"),
        ("Nordsignal AB (publ)", "a publication"),
        ("3M България ЕООД", "България"),
        ("Kobalt Technik GmbH i.L.", "il est"),
        ("Aquila Systems GmbH", "the maker Aquila Optics of Systems"),
        ("Solaria SE", "se solari"),
        ("Tejo, Lda.", "objeto lda."),
    ],
)
def test_ordinary_words_and_places_do_not_stop(name, text):
    assert not found(text, name)


@pytest.mark.parametrize(
    ("name", "text", "warns"),
    [
        ("Signal AB", "the signal is taken in", True),
        ("Signal AB", "signals alone", False),
        ("Сигнал ООД (Signal OOD)", "a signal", True),
        ("MAN AG", "no man may be followed", True),
        ("Boréale SAS", "boréale", False),  # stops, and so need not warn
        ("Aquila Systems GmbH", "systems", False),
    ],
)
def test_one_ordinary_word_alone_warns(name, text, warns):
    assert bool(may_name_exporter({"/text": text}, legal_name=name)) == warns


@pytest.mark.parametrize("text", ["Signal AB", "SIGNAL A.B.", "made by Signal AB, Lund", "signal-ab"])
def test_an_ordinary_word_with_its_legal_form_stops(text):
    assert found(text, "Signal AB")


@pytest.mark.parametrize(
    ("eori", "text"),
    [
        ("GR801946273", "VAT EL801946273"),
        ("GR801946273", "EL 801 946 273"),
        ("EL801946273", "GR801946273"),
        ("GR801946273", "no. 801946273"),
        ("GR801946273", "αρ. ٨٠١٩٤٦٢٧٣"),
        ("DE123456789012345", "12345 6789 0123 45"),
        ("NL123456789", "NL１２３４５６７８９"),
        ("IE1234567FA", "1234567 FA"),
        ("FR12345", "FR 12345"),
    ],
)
def test_an_eori_is_found_by_its_digits(eori, text):
    assert found(text, "Kobalt Technik GmbH", eori=eori)


@pytest.mark.parametrize(
    ("eori", "text"), [("FR12345", "12345 pieces"), ("GR801946273", "80194627"), ("", "GR EL")]
)
def test_other_numbers_are_no_eori(eori, text):
    assert not found(text, "Kobalt Technik GmbH", eori=eori)


@pytest.mark.parametrize(
    ("maker", "same"),
    [
        ("Boréale", True),
        ("BOREALE SAS", True),
        ("Boréale S.A.", True),
        ("Boréale Optique", True),  # holds the name
        ("Meridian Signal Works", False),
        ("", False),
    ],
)
def test_a_maker_may_be_the_exporter(maker, same):
    assert is_the_exporter(maker, legal_name="Boréale SAS", trade_name="") == same


def test_an_exporter_called_by_an_ordinary_word_is_its_own_maker():
    assert is_the_exporter("Signal", legal_name="Signal AB")
    assert not is_the_exporter("Signal Works", legal_name="Signal AB")
