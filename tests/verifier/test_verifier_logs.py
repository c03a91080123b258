"""A copy of the list's log is recomputed from its entries; what was changed, cut off or forked is refused (G16)."""

from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exportctl.core import merkle, note
from exportctl.core.tiles import bundle, hashed, tiles_of
from tests.controllist.tiled_log import ReadLog
from tests.verifier.samples import KEY, ORIGIN, PUBLIC, checkpoint, signed
from verifier import fetch
from verifier.__main__ import main
from verifier.canonical import Unreadable, canonical
from verifier.checking import check
from verifier.fetch import paths
from verifier.logs import roots_from_proof

VKEY = note.verifier_key(ORIGIN, PUBLIC)
SIZE = 600  # two full tiles and a part of one, and a second level


def leaf(at, words="as listed"):
    return canonical({"type": "exportctl-leaf/2", "edition": at + 1, "words": words})


LEAVES = [leaf(at) for at in range(SIZE)]
HASHES = [merkle.leaf_hash(each) for each in LEAVES]


def write_log(folder, leaves, *, since=0):
    hashes = [merkle.leaf_hash(each) for each in leaves]
    for tile in tiles_of(len(leaves), since=since):
        part = slice(tile.leaves.start, tile.leaves.stop)
        file = folder / tile.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bundle(leaves[part]) if tile.level is None else hashed(tile, hashes[part]))
    (folder / "checkpoint").write_text(checkpoint(len(leaves), merkle.root(hashes)), encoding="utf-8")
    return folder


def kept_head(folder, size, hashes=HASHES):
    file = folder / f"head-{size}"
    file.write_text(checkpoint(size, merkle.root(hashes[:size])), encoding="utf-8")
    return file


def test_a_whole_copy_stands_for_both_readers_and_grew_out_of_every_head(tmp_path, capsys):
    log = write_log(tmp_path / "log", LEAVES)
    heads = [kept_head(tmp_path, size) for size in (1, 255, 256, 257, 512, 600)]
    since = [part for head in heads for part in ("--since", str(head))]

    assert main([str(log), "--key", VKEY, *since]) == 0
    assert f"valid: log {ORIGIN} with 600 leaves" in capsys.readouterr().out

    other = ReadLog(lambda path: (log / path).read_bytes(), VKEY)
    assert (other.origin, other.size, other.stands()) == (ORIGIN, SIZE, True)
    assert all(other.begins_with(size, merkle.root(HASHES[:size])) for size in (1, 255, 256, 257, 600))
    assert not other.begins_with(300, merkle.root(HASHES[:299]))


def test_the_files_to_fetch_are_those_that_are_published(tmp_path):
    for size in (0, 1, 256, 600, 70_000):
        assert sorted(paths(size)) == sorted(tile.path for tile in tiles_of(size))


def test_a_partial_tile_that_is_gone_is_read_from_the_whole_one(tmp_path, monkeypatch):
    """The log grew between the head and the tiles, and its partial tiles were dropped; nothing half is kept."""
    published, copy = write_log(tmp_path / "published", LEAVES[:512]), tmp_path / "copy"
    (published / "keys").write_bytes(b"")
    head = checkpoint(300, merkle.root(HASHES[:300]))

    def get(address):
        path = address.removeprefix("https://log/")
        if path == "checkpoint":
            return head.encode()
        if not (published / path).is_file():
            raise Unreadable(f"{address}: 404")
        return (published / path).read_bytes()

    monkeypatch.setattr(fetch, "_get", get)
    with pytest.raises(Unreadable, match="tile/1"):
        fetch.fetch("https://log", copy)  # a second level of one place only; its whole is not there yet
    (published / "tile/1/000.p/1").write_bytes(merkle.root(HASHES[:256]))
    fetch.fetch("https://log", copy)

    assert main([str(copy), "--key", VKEY, "--since", str(kept_head(tmp_path, 256))]) == 0
    assert not list(copy.rglob("*.part"))


def test_a_forked_log_is_refused_by_whoever_kept_a_head(tmp_path, capsys):
    """The same key, the same size, other words at one place: each is well-formed by itself."""
    forked = [*LEAVES[:400], leaf(400, "as if never listed so"), *LEAVES[401:]]
    log = write_log(tmp_path / "forked", forked)

    assert main([str(log), "--key", VKEY]) == 0
    assert main([str(log), "--key", VKEY, "--since", str(kept_head(tmp_path, 400))]) == 0
    assert main([str(log), "--key", VKEY, "--since", str(kept_head(tmp_path, 401))]) == 1
    assert "the log was forked" in capsys.readouterr().out


def test_a_log_that_was_cut_off_is_refused(tmp_path, capsys):
    log = write_log(tmp_path / "short", LEAVES[:300])

    assert main([str(log), "--key", VKEY, "--since", str(kept_head(tmp_path, 301))]) == 1
    assert "it was cut off" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("tile/entries/001", "do not have the root"),
        ("tile/0/002.p/88", "tile/0/002 does not fit"),
        ("tile/1/000.p/2", "tile/1/000 does not fit"),
    ],
)
def test_one_changed_byte_of_any_file_is_noticed(tmp_path, capsys, path, wrong):
    log = write_log(tmp_path / "log", LEAVES)
    data = bytearray((log / path).read_bytes())
    data[40] ^= 1
    (log / path).write_bytes(data)

    assert main([str(log), "--key", VKEY]) == 1
    assert wrong in capsys.readouterr().out


def test_a_missing_file_or_another_key_is_unreadable(tmp_path, capsys):
    log = write_log(tmp_path / "log", LEAVES)

    assert main([str(log), "--key", "00" * 32]) == 2
    assert main([str(log)]) == 2
    (log / "tile/entries/001").unlink()
    assert main([str(log), "--key", VKEY]) == 2
    assert "tile/entries/001 with 256 of its 256 places is missing" in capsys.readouterr().out


def consistency(old, new, hashes=HASHES, **changes):
    heads = {
        name: {
            "tree_size": size,
            "root_hash": merkle.root(hashes[:size]).hex(),
            "checkpoint": checkpoint(size, merkle.root(hashes[:size])),
        }
        for name, size in (("old", old), ("new", new))
    }
    proof = [step.hex() for step in merkle.consistency_proof(old, hashes[:new])]
    return signed({"type": "exportctl-log-consistency/1", **heads, "proof": proof} | changes)


def test_every_pair_of_heads_is_shown_to_be_consistent():
    for old, new in combinations(range(1, 40), 2):
        proof = merkle.consistency_proof(old, HASHES[:new])
        roots = merkle.root(HASHES[:old]), merkle.root(HASHES[:new])
        assert roots_from_proof(old, new, proof, roots[0]) == roots
        assert roots_from_proof(old, new, [*proof, roots[0]], roots[0]) is None
        assert roots_from_proof(old, new, proof[:-1], roots[0]) != roots


@pytest.mark.parametrize(("old", "new"), [(1, 1), (255, 600), (256, 257), (512, 600)])
def test_a_proof_of_growth_is_a_file_of_its_own(old, new):
    result = check(canonical(consistency(old, new)), VKEY)

    assert (result.valid, result.title) == (True, f"the log of {old} leaves is a beginning of that of {new}")


def test_two_heads_of_one_size_with_different_roots_are_a_fork():
    document = consistency(300, 300)
    other = merkle.root([*HASHES[:299], merkle.leaf_hash(b"other")])
    forged = {"tree_size": 300, "root_hash": other.hex(), "checkpoint": checkpoint(300, other)}

    result = check(canonical(signed(document | {"new": forged})), VKEY)

    assert "forked" in dict(result.checks)["growth"][0]


def exchange(old, new):
    name, keys = ORIGIN, [key.public_key().public_bytes_raw() for key in (old, new)]
    text = "\n".join(["key exchange", name, *(note.verifier_key(name, key) for key in keys), ""])
    first = note.assemble(text, name=name, public_key=keys[0], sign=old.sign)
    return note.cosigned(first, name=name, public_key=keys[1], sign=new.sign)


def test_whoever_kept_the_old_key_follows_the_cross_signed_note_to_the_new_one(tmp_path, capsys):
    other = Ed25519PrivateKey.generate()
    former = note.verifier_key(ORIGIN, other.public_key().public_bytes_raw())
    log = write_log(tmp_path / "log", LEAVES[:3])
    (log / "keys").write_text(exchange(other, KEY), encoding="utf-8")
    old_head = tmp_path / "old"
    old_head.write_text(checkpoint(2, merkle.root(HASHES[:2]), key=other), encoding="utf-8")

    assert main([str(log), "--key", former, "--since", str(old_head)]) == 0

    forged = exchange(other, KEY).splitlines(keepends=True)
    (log / "keys").write_text("".join([*forged[:5], forged[6], forged[6]]), encoding="utf-8")
    assert main([str(log), "--key", former]) == 2
    assert "is not signed by both" in capsys.readouterr().out
