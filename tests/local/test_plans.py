"""What counts as reading a table from end to end (`./run prove plans`)."""

from tests.proofs.plans import read_whole

SCAN = {"Node Type": "Seq Scan", "Relation Name": "cases", "Total Cost": 1000.0}
INDEX = {"Node Type": "Index Scan", "Relation Name": "lines", "Total Cost": 8.0}


def under(node: str, *plans: dict, cost: float) -> dict:
    return {"Node Type": node, "Total Cost": cost, "Plans": list(plans)}


def test_a_scan_anywhere_in_a_plan_is_seen_unless_a_limit_ends_it_early():
    assert [*read_whole([{"Plan": under("Nested Loop", INDEX, SCAN, cost=2000.0)}])] == ["cases"]
    assert [*read_whole({"Plan": under("Limit", SCAN, cost=4.0)})] == []
    assert [*read_whole({"Plan": under("Limit", under("Sort", SCAN, cost=1100.0), cost=1100.0)})] == ["cases"]
    assert [*read_whole({"Plan": under("Append", under("Limit", SCAN, cost=4.0), SCAN, cost=9.0)})] == [
        "cases"
    ]
    assert [*read_whole({"Plan": INDEX})] == []
