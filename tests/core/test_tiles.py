"""The layout of a log in files, against the paths and figures that its specification (C2SP tlog-tiles) gives."""

import pytest

from exportctl.core import merkle
from exportctl.core.tiles import LONGEST_ENTRY, Tile, bundle, hashed, tile_at, tiles_of


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(level=0, index=0), "tile/0/000"),
        (Tile(level=0, index=1234067), "tile/0/x001/x234/067"),
        (Tile(level=0, index=273, width=112), "tile/0/273.p/112"),
        (Tile(level=1, index=1, width=17), "tile/1/001.p/17"),
        (Tile(level=None, index=1000, width=1), "tile/entries/x001/000.p/1"),
    ],
)
def test_a_tile_has_one_path(tile, path):
    assert (tile.path, tile_at(path)) == (path, tile)


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/0",
        "tile/0/x000/001",
        "tile/6/000",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/../checkpoint",
        "tile/0/x001/x234",
        "checkpoint",
        "tile/-1/000",
        "tile/0/٠٠٠",
    ],
)
def test_whatever_else_is_no_tile(path):
    assert tile_at(path) is None


def test_a_log_of_seventy_thousand_leaves_has_the_tiles_of_the_specification():
    by_level = {}
    for tile in tiles_of(70_000):
        by_level.setdefault(tile.level, []).append(tile.width)

    assert by_level[0] == by_level[None] == [256] * 273 + [112]
    assert by_level[1] == [256, 17]
    assert by_level[2] == [1]
    assert set(by_level) == {None, 0, 1, 2}


def test_what_follows_is_what_the_log_did_not_have_before():
    paths = [tile.path for tile in tiles_of(257, since=255)]

    assert paths == [
        "tile/entries/000", "tile/entries/001.p/1", "tile/0/000", "tile/0/001.p/1", "tile/1/000.p/1",
    ]  # fmt: skip
    assert list(tiles_of(300, since=300)) == []


def test_a_tile_holds_the_roots_of_what_lies_under_it():
    hashes = [merkle.leaf_hash(bytes([at % 251])) for at in range(512)]
    tile = Tile(level=1, index=0, width=2)

    assert list(tile.leaves) == list(range(512))
    assert hashed(tile, hashes) == merkle.root(hashes[:256]) + merkle.root(hashes[256:])


def test_a_bundle_has_each_entry_behind_its_length():
    assert bundle([b"one", b"", b"x" * 300]) == b"\0\3one" + b"\0\0" + b"\1\x2c" + b"x" * 300
    with pytest.raises(ValueError, match="fits no bundle"):
        bundle([b"x" * (LONGEST_ENTRY + 1)])
