"""What counts as reading a table from end to end (`./run prove plans`)."""

from tests.proofs.plans import is_whole, scans

SCAN = {"Node Type": "Seq Scan", "Relation Name": "cases", "Total Cost": 1000.0}
INDEX = {"Node Type": "Index Scan", "Relation Name": "lines", "Total Cost": 8.0}


def under(node: str, *plans: dict, cost: float) -> dict:
    return {"Node Type": node, "Total Cost": cost, "Plans": list(plans)}


def test_a_scan_anywhere_in_a_plan_is_seen_with_what_a_limit_lets_it_read():
    assert [*scans([{"Plan": under("Nested Loop", INDEX, SCAN, cost=2000.0)}])] == [("cases", 1.0)]
    assert [*scans({"Plan": under("Limit", SCAN, cost=4.0)})] == [("cases", 0.004)]
    assert [*scans({"Plan": under("Limit", under("Sort", SCAN, cost=1100.0), cost=1100.0)})] == [
        ("cases", 1.0)
    ]
    assert [*scans({"Plan": under("Append", under("Limit", SCAN, cost=500.0), SCAN, cost=9.0)})] == [
        ("cases", 0.5),
        ("cases", 1.0),
    ]
    assert [*scans({"Plan": INDEX})] == []


def test_an_early_end_is_no_end_to_end():
    assert is_whole(6_000, 1.0)
    assert is_whole(5_000_000, 0.5)
    assert not is_whole(5_000_000, 0.002)
    assert not is_whole(65_000, 0.18)
