"""Files that stand, files with one value changed, and files whose figures were forged and signed anew."""

import json
from datetime import UTC, datetime

import pytest

from tests.thorough import some
from tests.union import others
from tests.verifier.samples import (
    DELISTING_2,
    KEY,
    LISTING_2,
    ORIGIN,
    PLAIN,
    PLAIN_2,
    WORDS,
    WORDS_2,
    audit,
    changed,
    checkpoint,
    evidence,
    leaf_bytes,
    leaves,
    other,
    position,
    proof,
    proof_2,
    signed,
    some_positions,
)
from tests.verifier.samples import at as value_at
from verifier.canonical import Unreadable, canonical, read
from verifier.checking import check

ALL_OBJECT = [position(state, 1, "object") for state in sorted(others("DE"))]
ALL_AGREE = [position(state, 1, "agree") for state in sorted(others("DE"))]
RULE_SETS = [
    "qualified_majority_objection",
    "qualified_majority_objection_72",
    "four_states_35_percent",
    "single_objection",
    "unanimous_agreement",
]


def checked(document):
    return check(json.dumps(document, ensure_ascii=False).encode())


def wrong(document):
    """Every problem that is found, with the name of its check."""
    return {name: problems for name, problems in checked(document).checks if problems}


def forged(document, **changes):
    """As a holder of the key could write it: changed and signed anew."""
    return wrong(signed(document | changes))


# Valid -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RULE_SETS)
@pytest.mark.parametrize("positions", [[], some_positions(), ALL_OBJECT, ALL_AGREE], ids=range(4))
def test_evidence_of_every_rule_set_stands(name, positions):
    assert wrong(evidence(name, positions=positions)) == {}


@pytest.mark.parametrize("notifying", ["DE", "FR", "IT", "ES", "PL", "RO", "NL", "MT"])
def test_evidence_stands_whoever_notified(notifying):
    said = [position(state, 1, "object") for state in sorted(others(notifying))[5:]]

    assert wrong(evidence(notifying=notifying, positions=said)) == {}


def test_evidence_of_an_extended_procedure_stands():
    assert wrong(evidence(added=30, positions=some_positions())) == {}


def test_evidence_of_an_open_and_of_a_withdrawn_procedure_stands_without_an_outcome():
    now = datetime(2026, 11, 30, tzinfo=UTC)

    assert wrong(evidence(status="open", generated_at=now, positions=some_positions())) == {}
    assert wrong(evidence(status="withdrawn", generated_at=now, positions=some_positions())) == {}


def test_evidence_between_the_end_and_the_closing_stands_without_an_outcome():
    assert wrong(evidence(outcome=None)) == {}


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 2), (3, 7), (6, 7), (4, 5), (7, 8)])
def test_a_list_proof_stands_at_every_place(index, size):
    assert wrong(proof(index, size)) == {}


@pytest.mark.parametrize("said", [{}, LISTING_2, DELISTING_2], ids=["correction", "listing", "delisting"])
@pytest.mark.parametrize(("index", "size"), [(0, 1), (3, 7), (7, 8)])
def test_a_list_proof_of_the_second_version_stands_at_every_place(said, index, size):
    assert wrong(proof_2(index, size, **said)) == {}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"status": "listed"}, "leaves no entry listed"),
        ({"change": "delisting"}, "leaves no entry corrected"),
        ({"delisted_at": "2026-12-01T09:15:00Z"}, "off the list"),
        (DELISTING_2 | {"delisted_at": None}, "off the list"),
        ({"reason": None}, "have a reason"),
        (LISTING_2 | {"reason": "x"}, "none of their own"),
        ({"destinations": []}, "of the scope"),
        ({"scope": "every_export"}, "of the scope"),
    ],
)
def test_a_leaf_that_makes_no_sense_is_found_however_it_was_signed(said, told):
    assert told in " ".join(wrong(proof_2(**said))["leaf"])


def test_a_leaf_of_a_version_to_come_is_told_as_such():
    document = proof_2()
    leaf = canonical(read(bytes.fromhex(document["leaf"])) | {"version": 4})

    assert "does not know" in wrong(signed(document | {"leaf": leaf.hex()}))["leaf"][0]


@pytest.mark.parametrize("name", sorted({*PLAIN_2, *WORDS_2}))
def test_an_entry_that_says_otherwise_than_its_second_leaf_is_found(name):
    document = proof_2()
    value = {
        "models": ["x"],
        "functions": ["other"],
        "destinations": ["KZ"],
        "delisted_at": "2027-01-01T00:00:00Z",
    }
    said = value.get(name) or other(document["entry"][name])

    assert wrong(signed(document | {"entry": document["entry"] | {name: said}}))


def test_an_erased_text_leaves_the_proof_standing():
    document = proof()
    del document["salts"]["description"]
    document["entry"]["description"] = None

    assert wrong(signed(document)) == {}


@pytest.mark.parametrize("sizes", [(6,), (1, 3, 3, 6), (0, 6), (1, 2, 3, 4, 5, 6)])
def test_an_audit_export_stands_however_it_was_sealed(sizes):
    assert wrong(audit(sizes)) == {}


# Any changed value -----------------------------------------------------------------------------

SAMPLES = {
    "evidence": evidence(added=5, positions=some_positions()),
    "proof": proof(),
    "proof 2": proof_2(),
    "audit": audit(),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_single_changed_value_is_noticed(kind):
    document = SAMPLES[kind]
    every = list(leaves(document))

    unnoticed = []
    for path in some(every, 120):
        if checked(changed(document, path, other(value_at(document, path)))).valid:
            unnoticed.append(path)

    assert unnoticed == []
    assert len(every) > 20


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_missing_member_is_noticed(kind):
    document = SAMPLES[kind]
    for name in document:
        left = {key: value for key, value in document.items() if key != name}
        if name == "type" or (kind.startswith("proof") and name in ("leaf", "audit_path")):
            assert wrong(left)  # of no kind, but its signature is broken
        elif name == "signature":
            assert "signature" in wrong(left)
        else:
            assert wrong(left)["signature"] == ("the file is not as it was when this key signed it",)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_signed_by_somebody_else_shows_another_fingerprint(kind):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    stranger = signed(SAMPLES[kind], Ed25519PrivateKey.generate())

    assert checked(stranger).fingerprint != checked(SAMPLES[kind]).fingerprint


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("strange", [None, [], {}, "text", 71, [None], {"a": [1]}])
def test_a_part_of_another_shape_is_a_finding_and_never_a_crash(kind, strange):
    for name in SAMPLES[kind]:
        assert wrong(SAMPLES[kind] | {name: strange})


# Figures forged and signed anew ----------------------------------------------------------------

EVIDENCE = evidence(positions=some_positions())


def test_a_due_instant_that_the_calendar_does_not_give_is_named():
    problems = forged(EVIDENCE, due=EVIDENCE["due"] | {"FR": "2027-01-31T23:00:00Z"})

    assert problems["due instants"][0] == (
        "FR was due at 2027-01-31T23:00:00Z; by its calendar it is 2027-01-06T23:00:00Z"
    )


@pytest.mark.parametrize(
    ("changes", "check_name"),
    [
        ({"closes_at": "2027-01-05T23:00:00Z"}, "due instants"),
        ({"opened_at": "2026-11-24T09:30:00Z"}, "due instants"),
        ({"extension": {"working_days": 2, "approved_at": "2026-11-25T08:00:00Z"}}, "due instants"),
        ({"extension": {"working_days": 31, "approved_at": "2026-11-25T08:00:00Z"}}, "rule set"),
        ({"working_days": 29}, "rule set"),
        ({"in_force": True}, "rule set"),
        ({"rule_set": "coin_toss"}, "rule set"),
        ({"rule_set": "single_objection"}, "tally and outcome"),
        ({"rule_set": "qualified_majority_objection_72"}, "tally and outcome"),
        ({"outcome": "lapsed"}, "tally and outcome"),
        ({"outcome": "listed", "status": "withdrawn"}, "tally and outcome"),
        ({"status": "open", "outcome": None}, "tally and outcome"),
        ({"status": "lost"}, "tally and outcome"),
        ({"notifying_state": "FR"}, "states"),
        ({"participants": EVIDENCE["participants"][1:]}, "states"),
        ({"populations": EVIDENCE["populations"] | {"FR": 1}}, "tally and outcome"),
        ({"populations": EVIDENCE["populations"] | {"MT": 0}}, "states"),
    ],
)
def test_a_forged_figure_of_evidence_is_found_by_recomputing(changes, check_name):
    problems = forged(EVIDENCE, **changes)

    assert check_name in problems
    assert "signature" not in problems


@pytest.mark.parametrize("name", sorted(EVIDENCE["tally"]))
def test_every_forged_figure_of_the_tally_is_found(name):
    value = EVIDENCE["tally"][name]
    claimed = ["AT"] if name == "objecting" else other(value)

    assert "tally and outcome" in forged(EVIDENCE, tally=EVIDENCE["tally"] | {name: claimed})


def test_a_position_left_out_leaves_a_gap():
    problems = forged(EVIDENCE, positions=EVIDENCE["positions"][1:])

    assert problems["positions"] == ("FR: its positions are numbered [2, 3], not from 1 without a gap",)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (position("DE", 1, "object"), "DE takes no part"),
        (position("MT", 1, "shrug"), "no such stance"),
        (position("MT", 1, "object", grounds=["spite"]), "no such stance or ground"),
        (position("MT", 1, "object", grounds=[]), "needs a ground and a reason"),
        (position("MT", 1, "object", reason=""), "needs a ground and a reason"),
        (position("MT", 1, "agree", EVIDENCE["due"]["MT"]), "due before"),
        (position("MT", 2, "agree"), "not from 1 without a gap"),
    ],
)
def test_a_position_that_could_not_be_recorded_is_found(said, problem):
    found = forged(EVIDENCE, positions=[*EVIDENCE["positions"], said])

    assert problem in " ".join(found["positions"])


@pytest.mark.parametrize("name", ["stance", "grounds", "reason", "cast_at", "receipt"])
def test_a_position_changed_after_it_was_cast_does_not_fit_its_receipt(name):
    first = EVIDENCE["positions"][0]
    new = {"stance": "agree", "grounds": ["other"], "cast_at": "2026-11-24T10:00:01Z"}.get(name, "0" * 64)
    said = [first | {name: new}, *EVIDENCE["positions"][1:]]

    assert forged(EVIDENCE, positions=said)["receipts"] == (
        "position 1 of FR: the receipt is of something else",
    )


def test_a_calendar_without_the_year_cannot_give_a_day():
    calendars = EVIDENCE["calendars"] | {"AT": EVIDENCE["calendars"]["AT"] | {"years": [2026]}}

    assert (
        "the holidays of 2027 are not in the file" in forged(EVIDENCE, calendars=calendars)["due instants"][0]
    )


PROOF = proof()


@pytest.mark.parametrize("name", sorted(WORDS))
def test_another_text_than_the_leaf_commits_to_is_found(name):
    text = ["Another"] if name == "models" else "Another"

    problems = forged(PROOF, entry=PROOF["entry"] | {name: text})

    assert problems == {"words": (f"{name}: the leaf commits to another text",)}


@pytest.mark.parametrize("name", sorted(PLAIN))
def test_an_entry_that_says_otherwise_than_its_leaf_is_found(name):
    value = ["other"] if name == "functions" else other(PLAIN[name])

    assert list(forged(PROOF, entry=PROOF["entry"] | {name: value})) == ["plain members"]


@pytest.mark.parametrize(
    ("changes", "check_name"),
    [
        ({"leaf_index": 2}, "place in the tree"),
        ({"leaf_index": 7}, "place in the tree"),
        ({"tree_size": 4}, "place in the tree"),
        ({"tree_size": 8}, "checkpoint"),
        ({"audit_path": PROOF["audit_path"][:-1]}, "place in the tree"),
        ({"audit_path": PROOF["audit_path"][::-1]}, "place in the tree"),
        ({"root_hash": "00" * 32}, "place in the tree"),
        ({"leaf": leaf_bytes(PLAIN | {"edition": 8}, WORDS, PROOF["salts"]).hex()}, "place in the tree"),
        ({"checkpoint": checkpoint(7, b"\0" * 32)}, "checkpoint"),
        ({"checkpoint": checkpoint(6, bytes.fromhex(PROOF["root_hash"]))}, "checkpoint"),
        ({"checkpoint": PROOF["checkpoint"].replace(ORIGIN, "elsewhere.example/list")}, "checkpoint"),
        ({"checkpoint": "words"}, "checkpoint"),
        ({"salts": PROOF["salts"] | {"name": "00"}}, "words"),
        ({"salts": PROOF["salts"] | {"code": "00"}}, "words"),
        ({"leaf": PROOF["leaf"].upper()}, "leaf"),
        ({"leaf": b'{ "type": "exportctl-leaf/1" }'.hex()}, "leaf"),
    ],
)
def test_a_forged_part_of_a_list_proof_is_found(changes, check_name):
    problems = forged(PROOF, **changes)

    assert check_name in problems
    assert "signature" not in problems


AUDIT = audit()


def events_with(place, **changes):
    return [event | changes if number == place else event for number, event in enumerate(AUDIT["events"])]


@pytest.mark.parametrize(
    ("changes", "check_name"),
    [
        ({"events": events_with(4, target="granted")}, "heads"),
        ({"events": events_with(0, facts={})}, "heads"),
        ({"events": AUDIT["events"][:-1]}, "heads"),
        ({"events": AUDIT["events"][1:]}, "events"),
        ({"events": AUDIT["events"][::-1]}, "events"),
        ({"events": [*AUDIT["events"], AUDIT["events"][0] | {"position": 6}]}, "heads"),
        ({"events": events_with(2, position=3)}, "events"),
        ({"heads": AUDIT["heads"][:-1]}, "heads"),
        ({"heads": AUDIT["heads"][::-1]}, "heads"),
        ({"heads": []}, "heads"),
        ({"heads": [AUDIT["heads"][-1] | {"root": "00" * 32}]}, "heads"),
        ({"heads": [AUDIT["heads"][-1] | {"note": AUDIT["heads"][0]["note"]}]}, "signatures of the heads"),
    ],
)
def test_a_rewritten_trail_is_found(changes, check_name):
    problems = forged(AUDIT, **changes)

    assert check_name in problems
    assert "signature" not in problems


def test_two_events_that_changed_places_are_found_although_they_are_numbered_in_order():
    events = list(AUDIT["events"])
    events[1], events[2] = events[2] | {"position": 1}, events[1] | {"position": 2}

    assert list(forged(AUDIT, events=events)) == ["heads"]


# Unreadable ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no json",
        b"\xff",
        b"[]",
        b"7",
        b"{}",
        b'{"type": "other/1"}',
        b'{"a": 1, "a": 1}',
        b'{"a": NaN}',
    ],
)
def test_what_is_no_such_file_is_unreadable(data):
    with pytest.raises(Unreadable):
        check(data)


@pytest.mark.parametrize(
    ("data", "instead"),
    [
        (b"%PDF-1.7\n\x96", "attached to it"),
        (b'{"edition": 2, "entries": [], "checkpoint": "list"}', "a copy of the log with --log FOLDER"),
    ],
)
def test_what_is_checked_otherwise_is_told_how(data, instead):
    with pytest.raises(Unreadable, match=instead):
        check(data)


def test_a_signed_file_of_an_unknown_kind_is_unreadable_and_a_broken_one_is_not_valid():
    unknown = signed({"type": "exportctl-letter/1", "text": "Dear"})

    with pytest.raises(Unreadable, match="of a kind that this verifier does not know"):
        checked(unknown)
    assert wrong(unknown | {"text": "Dead"})


def test_a_number_that_is_not_whole_is_not_valid():
    assert "signature" in wrong(SAMPLES["audit"] | {"extra": 0.5})


def test_the_sample_key_signs_as_the_product_does():
    assert KEY.public_key().public_bytes_raw().hex() == PROOF["signature"]["key"]
