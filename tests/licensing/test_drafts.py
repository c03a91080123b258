"""Field by field: what two people did since a page was loaded, settled without anybody's text being lost."""

from exportctl.core.shapes import merge
from licensing.rules.drafts import differences, fingerprint, merge_fields, patch_of, value_at
from tests.properties import given, st

VALUES = st.sampled_from([None, "", "a", "b", "c", ["x"], ["x", "y"]])


def test_every_blank_is_the_same():
    assert len({fingerprint(blank) for blank in (None, "", [], {})}) == 1
    assert fingerprint("a") != fingerprint("b")


def test_different_fields_never_clash():
    body = {"item": {"name": "Theirs", "model": "Old"}}
    loaded = {"/item/name": fingerprint("Old name"), "/item/model": fingerprint("Old")}

    merged = merge_fields(body, {"/item/name": "Old name", "/item/model": "Mine"}, loaded)

    assert merged.values == {"/item/model": "Mine"}
    assert merged.clashes == ()


def test_the_same_field_clashes_with_both_values():
    merged = merge_fields({"doubt": "Theirs"}, {"/doubt": "Mine"}, {"/doubt": fingerprint("Old")})

    assert merged.values == {}
    (clash,) = merged.clashes
    assert (clash.pointer, clash.mine, clash.theirs) == ("/doubt", "Mine", "Theirs")


def test_what_was_not_looked_at_is_set():
    assert merge_fields({"doubt": "Theirs"}, {"/doubt": "Mine"}, {}).values == {"/doubt": "Mine"}


@given(start=VALUES, mine=VALUES, theirs=VALUES)
def test_nobody_is_overwritten_unseen(start, mine, theirs):
    merged = merge_fields({"doubt": theirs}, {"/doubt": mine}, {"/doubt": fingerprint(start)})

    saved = [fingerprint(each) for each in merged.values.values()]
    touched = fingerprint(theirs) != fingerprint(start)
    wanted = fingerprint(mine) not in (fingerprint(start), fingerprint(theirs))
    assert bool(merged.clashes) == (touched and wanted)
    assert saved == ([fingerprint(mine)] if wanted and not touched else [])


@given(before=VALUES, after=VALUES)
def test_a_patch_sets_what_it_names_and_nothing_else(before, after):
    body = {"item": {"name": before, "model": "M"}}

    merged = merge(body, patch_of({"/item/name": after}))

    assert fingerprint(value_at(merged, "/item/name")) == fingerprint(after)
    assert value_at(merged, "/item/model") == "M"
    same = fingerprint(before) == fingerprint(after)
    assert differences(body, merged) == ([] if same else ["/item/name"])
