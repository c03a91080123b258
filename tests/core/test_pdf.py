"""Fonts and style of letters: read once a day, by each thread for itself."""

from pathlib import Path
from threading import Thread

import pytest

from exportctl.core import pdf

pytestmark = pytest.mark.skipif(not pdf.available(), reason="without Pango there are no letters")


def test_a_style_is_read_once_a_day_and_its_fonts_are_there():
    style, fonts = pdf._style(pdf.STYLE_SHEET)

    assert pdf._style(pdf.STYLE_SHEET) == (style, fonts)
    assert any(Path(fonts._folder).iterdir())


def test_another_day_reads_it_anew(monkeypatch):
    first = pdf._style(pdf.STYLE_SHEET)
    tomorrow = pdf.monotonic() + pdf.DAY
    monkeypatch.setattr(pdf, "monotonic", lambda: tomorrow)

    assert pdf._style(pdf.STYLE_SHEET) != first
    assert pdf.as_pdf("<html lang=en><title>A</title><p>A</p>", []).startswith(b"%PDF")


def test_two_threads_share_no_fonts():
    found = [pdf._style(pdf.STYLE_SHEET)]
    other = Thread(target=lambda: found.append(pdf._style(pdf.STYLE_SHEET)))
    other.start()
    other.join()

    assert found[0][1] is not found[1][1]
