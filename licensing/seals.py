"""An authority's electronic seal on its papers: PAdES, one key each, in SEAL_KEYS/seal-XX.p12.

A demonstration makes each key when it is first needed, and its papers say so. Elsewhere a paper without a key is not
made. pyHanko is imported where a paper is sealed, in the worker alone: it takes a second.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

from exportctl.core import clock
from exportctl.core.models import Organisation

FIELD = "Seal"
BESIDES = 8192  # bytes of a seal that are no certificates: its signature and what it signs of itself, four times over
LASTS = timedelta(days=3653)  # of the certificate that a demonstration makes


class SealMissing(Exception):
    """The authority's key is not installed: nothing is issued without its seal."""


def seal(pdf: bytes, *, authority: Organisation, at: datetime) -> bytes:
    """The PDF with the authority's seal, made at `at`: every later change shows. Raises SealMissing."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    class AsOf(signers.PdfSigner):
        """Seals with the time of the decision, not that of the worker."""

        def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
            session = super().init_signing_session(*args, **kwargs)
            session.system_time = at
            return session

    key = _key_file(authority, at)
    signer = signers.SimpleSigner.load_pkcs12(str(key), passphrase=_password())
    if signer is None:
        raise SealMissing(f"{key} does not open with SEAL_PASSWORD")
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        name=authority.own_name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    writer, room = IncrementalPdfFileWriter(BytesIO(pdf)), _room_for(signer)
    # It runs an event loop: in a thread of its own, for there may be one here already.
    with ThreadPoolExecutor(1) as apart:
        work = apart.submit(AsOf(about, signer=signer).sign_pdf, writer, bytes_reserved=room)
    sealed: BytesIO = work.result()
    return sealed.getvalue()


def _room_for(signer: Any) -> int:
    """How many characters the seal takes at most: without it pyHanko would seal twice, first to measure."""
    certificates = {each.dump() for each in (signer.signing_cert, *signer.cert_registry)}
    return 2 * (BESIDES + sum(map(len, certificates)))


def is_made_here() -> bool:
    """Does this instance make the keys itself, as a demonstration does?"""
    return clock.is_demonstration()


def _key_file(authority: Organisation, at: datetime) -> Path:
    file = Path(settings.SEAL_KEYS) / f"seal-{authority.member_state_id}.p12"
    if not file.exists():
        if not is_made_here():
            raise SealMissing(f"there is no key at {file}")
        _make(file, authority, at)
    return file


def _make(file: Path, authority: Organisation, at: datetime) -> None:
    """Written aside, then linked: of two workers that come together both end with the same key."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{uuid4().hex}")
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(_self_signed(authority, at))
        handle.flush()
        os.fsync(handle.fileno())
    try:
        os.link(aside, file)
    except FileExistsError:
        pass  # somebody was quicker; theirs counts
    finally:
        aside.unlink()


def _self_signed(authority: Organisation, at: datetime) -> bytes:
    """A key with a certificate that names the authority and says that it is a demonstration's."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, str(authority.member_state_id)),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, authority.short_name[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, f"DEMONSTRATION {authority.short_name}"[:64]),
        ]
    )
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(private.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(at - LASTS).not_valid_after(at + LASTS)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    usage = dict.fromkeys(_USAGES, False) | {"digital_signature": True, "content_commitment": True}
    builder = builder.add_extension(x509.KeyUsage(**usage), critical=True)
    password = _password()
    return pkcs12.serialize_key_and_certificates(
        b"seal",
        private,
        builder.sign(private, SHA256()),
        None,
        BestAvailableEncryption(password) if password else NoEncryption(),
    )


_USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@cache
def _password() -> bytes | None:
    return settings.SEAL_PASSWORD.encode() or None
