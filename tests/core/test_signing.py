import os
import stat
from hashlib import sha256
from multiprocessing import get_context

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from exportctl.core import key_history, note, signing
from tests.plain_words import in_plain_words
from verifier import keychain
from verifier.ed25519 import verifies

in_plain_words()

# The example of the signed-note format's reference implementation.
NEUMANN_KEY = bytes.fromhex("1a5cd907143c384c41e830c5bce12aa8817ec5649aaabf2c31388b35b2d744d6")
NEUMANN = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNI"
    "uGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


@pytest.fixture(autouse=True)
def key_file(tmp_path, monkeypatch):
    file = tmp_path / "keys" / "signing.pem"
    monkeypatch.setattr(settings, "SIGNING_KEY_FILE", file, raising=False)
    monkeypatch.setattr(settings, "CREATE_SIGNING_KEY", True, raising=False)
    monkeypatch.setattr(settings, "LOG_ORIGIN", "exportctl.example/list", raising=False)
    return file


def test_a_key_is_made_once_for_its_owners_eyes_only(key_file):
    first = signing.public_key_hex()

    assert signing.public_key_hex() == first
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert os.listdir(key_file.parent) == ["signing.pem"]


def test_no_key_is_made_where_that_is_not_allowed(key_file, monkeypatch):
    monkeypatch.setattr(settings, "CREATE_SIGNING_KEY", False)

    with pytest.raises(ImproperlyConfigured, match="There is no signing key at"):
        signing.public_key_hex()
    assert not key_file.exists()


def test_a_key_of_another_kind_is_refused(key_file):
    key_file.parent.mkdir()
    other = ec.generate_private_key(ec.SECP256R1())
    key_file.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    with pytest.raises(ImproperlyConfigured, match="an Ed25519 key is needed"):
        signing.public_key_hex()


def _key_made_by_another_process(answers):
    in_plain_words()
    answers.put(signing.public_key_hex())


def test_processes_that_start_together_end_with_one_key(key_file):
    context = get_context("fork")
    answers = context.Queue()
    several = [context.Process(target=_key_made_by_another_process, args=(answers,)) for _ in range(4)]
    for process in several:
        process.start()
    found = {answers.get(timeout=30) for _ in several}
    for process in several:
        process.join()

    assert found == {signing.public_key_hex()}


def test_the_fingerprint_is_the_hash_of_the_raw_key_in_groups():
    raw = bytes.fromhex(signing.public_key_hex())

    assert signing.fingerprint().replace(" ", "") == sha256(raw).hexdigest()
    assert {len(group) for group in signing.fingerprint().split()} == {4}


def test_signing_again_tells_a_file_of_ours_from_a_changed_one():
    signed = signing.sign({"type": "exportctl-test/1", "b": [1, "é"], "a": None})

    assert signing.sign(signed) == signed
    changed = signed | {"b": [1, "e"]}
    assert signing.sign(changed) != changed


def test_a_signature_is_over_the_canonical_json_without_itself():
    signed = signing.sign({"b": 1, "a": "é"})

    key, value = (bytes.fromhex(signed["signature"][name]) for name in ("key", "value"))
    assert verifies(key, value, '{"a":"é","b":1}'.encode())
    assert signed["signature"]["algorithm"] == "Ed25519"


def test_signing_again_replaces_the_signature():
    once = signing.sign({"a": 1})

    assert signing.sign(once) == once


def test_a_checkpoint_says_which_log_how_many_leaves_and_which_root():
    head = signing.signed_checkpoint(size=7, root=b"\1" * 32)

    assert head.splitlines()[:3] == [
        "exportctl.example/list",
        "7",
        "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
    ]
    assert signing.opened_note(head) == "\n".join(head.splitlines()[:3]) + "\n"
    assert signing.opened_note(head.replace("\n7\n", "\n8\n")) is None


def test_a_head_of_the_former_key_is_signed_by_both_and_a_strangers_by_none(key_file, monkeypatch):
    monkeypatch.setattr(settings, "KEY_HISTORY_FILE", str(key_file.with_name("key-history")))
    head = signing.signed_checkpoint(size=7, root=b"\1" * 32)
    assert signing.countersigned(head) == head

    signing.rotate()

    both = signing.countersigned(head)
    assert (both.startswith(head), len(both.splitlines()), signing.countersigned(both)) == (True, 6, both)
    assert signing.opened_note(both) == signing.opened_note(head)
    assert signing.countersigned(NEUMANN) == NEUMANN


def test_an_exchange_that_was_broken_off_is_begun_anew(key_file, monkeypatch):
    """The note is there, the key is not: what the key signed since stays ours, and readers find the way."""
    monkeypatch.setattr(settings, "KEY_HISTORY_FILE", str(key_file.with_name("key-history")))
    former = signing.public_keys()[0]
    with monkeypatch.context() as broken:
        broken.setattr(signing.os, "replace", _failing_for(key_file))
        with pytest.raises(OSError, match="broken off"):
            signing.rotate()
    assert signing.public_keys() == [former]

    signing.rotate()

    assert signing.public_keys()[1:] == [former]
    history = "".join(key_history.notes())
    assert keychain.keys_since(former.hex(), history)[-1].hex() == signing.public_key_hex()
    assert not list(key_file.parent.glob(".*"))


def _failing_for(file):
    replace = os.replace

    def fail(source, target):
        if target == file:
            raise OSError("broken off")
        replace(source, target)

    return fail


def test_the_reference_implementations_note_opens_with_its_key():
    text = note.opened(
        NEUMANN,
        name="PeterNeumann",
        public_key=NEUMANN_KEY,
        verify=lambda value, message: verifies(NEUMANN_KEY, value, message),
    )

    assert text == NEUMANN.partition("\n\n")[0] + "\n"
    assert note.verifier_key("PeterNeumann", NEUMANN_KEY) == (
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    )


@pytest.mark.parametrize("text", ["", "words", "words\n\nwords\n", "words\n\n— exportctl.example/list !!\n"])
def test_what_is_no_note_of_ours_does_not_open(text):
    assert signing.opened_note(text) is None


def test_a_note_ends_with_a_line_and_its_key_has_a_plain_name():
    with pytest.raises(ValueError, match="ends with a newline"):
        signing.signed_note("no end")
    with pytest.raises(ValueError, match="cannot name a key"):
        note.assemble("text\n", name="a b", public_key=b"", sign=lambda message: b"")
