"""Forged papers and overdrawn lines (docs/guarantees.md, G18, G19)."""

import random
from datetime import timedelta
from io import BytesIO

from exportctl.core import clock
from exportctl.local.prove import Finding, World, proof
from licensing import papers
from licensing.errors import QuantityExceeded
from licensing.models import Document, LineBalance, WriteOff
from licensing.queries.papers import paper_of
from tests.database import in_thread
from tests.factories import make_customs
from tests.licensing.granted import make_authorisation, mrn, write_off
from verifier.canonical import Unreadable
from verifier.checking import check

THREADS, GRANTED = 32, 100
BIT = 0x01


@proof("G18")
def a_forged_paper_and_a_forged_code_validate_nowhere(world: World) -> Finding:
    """Bytes at random, of the sealed PDF and of the code on it; drawn with a seed, so that it can be repeated."""
    with world.demonstration():
        authorisation = make_authorisation(at=clock.now() - timedelta(days=1))
        pdf = papers.render(Document.objects.get(about=authorisation.version.pk))
        code = papers.code_text(paper_of(authorisation.version.pk)).encode()
    assert seal_holds(pdf), "the paper as it was sealed does not validate"
    assert check(code).valid, "the code as it was signed does not validate"
    drawn, passed, count = random.Random(18), [], world.size(200, 1000)
    filling = unread(pdf)
    places = [place for place in range(len(pdf)) if place not in filling]
    for _turn in range(count):
        passed += [place for place in [drawn.choice(places)] if seal_holds(flipped(pdf, place))]
        start = code.index(b"#") + 1
        place = drawn.randrange(start, len(code))
        passed += [place for place in [place] if code_holds(flipped(code, place), code)]
    assert not passed, f"validated with a changed byte at {passed[:5]}"
    return Finding(2 * count, "single bytes of papers and codes changed, 0 validate")


@proof("G19")
def no_line_is_overdrawn(world: World) -> Finding:
    """Each thread tells each of its declarations twice; exactly as many succeed as was granted."""
    with world.database():
        rounds = world.size(1, 10)
        for _round in range(rounds):
            authorisation = make_authorisation(at=clock.now() - timedelta(days=1))
            customs = make_customs()

            def work(thread: int, authorisation=authorisation, customs=customs) -> int:
                numbers = range(thread, 2 * GRANTED, THREADS)
                return sum(taken(authorisation, number, customs) for number in numbers)

            futures = [in_thread(work, thread) for thread in range(THREADS)]
            succeeded = sum(future.result(120) for future in futures)
            rows = WriteOff.objects.filter(authorisation=authorisation).count()
            balance = LineBalance.objects.get(authorisation=authorisation)
            assert succeeded == rows == balance.used == GRANTED, (
                f"{succeeded} succeeded, {rows} rows, {balance.used} used, {GRANTED} granted"
            )
    return Finding(
        rounds * 2 * GRANTED, f"declarations by {THREADS} threads with retries, exactly {GRANTED} each"
    )


def taken(authorisation, number: int, customs) -> int:
    try:
        first = write_off(authorisation, by=customs, mrn=mrn(number), at=clock.now())
        again = write_off(authorisation, by=customs, mrn=mrn(number), at=clock.now())
    except QuantityExceeded:
        return 0
    assert first.write_off.pk == again.write_off.pk, "a retry was deducted anew"
    return 1


def seal_holds(pdf: bytes) -> bool:
    """By pyHanko, with the very certificate: `bottom_line`, for `valid` alone does not look at the whole file."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    try:
        (embedded,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
        context = ValidationContext(trust_roots=[embedded.signer_cert], allow_fetching=False)
        status = validate_pdf_signature(embedded, signer_validation_context=context)
    except Exception:  # whatever a reader does with a broken file: it does not validate
        return False
    return bool(status.intact and status.bottom_line and status.coverage.name == "ENTIRE_FILE")


def unread(pdf: bytes) -> range:
    """The zeros that fill up the seal's own place (ISO 32000-1, 12.8.3.3): nobody signs or reads them."""
    ends = int(pdf[pdf.rindex(b"/ByteRange") :].split(b"[", 1)[1].split()[2]) - 1
    return range(len(pdf[:ends].rstrip(b"0")), ends)


def code_holds(code: bytes, original: bytes) -> bool:
    try:
        return check(code).valid and code != original
    except Unreadable:
        return False


def flipped(data: bytes, place: int) -> bytes:
    changed = bytearray(data)
    changed[place] ^= BIT
    return bytes(changed)
