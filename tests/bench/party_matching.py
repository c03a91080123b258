"""`party_matching`: recall and false alarms over the labelled pairs, and comparisons a second."""

import json
from pathlib import Path
from time import perf_counter

from exportctl.local.bench import Measure, benchmark
from exportctl.local.prove import World
from licensing.rules import party_names

FILE = Path(__file__).resolve().parents[2] / "licensing/data/party_pairs.json"


@benchmark("party_matching")
def party_matching(_world: World) -> list[Measure]:
    """Both shares to the limits that stand beside the pairs; comparisons without what earlier ones remember."""
    labelled = json.loads(FILE.read_text(encoding="utf-8"))
    pairs = labelled["pairs"]
    began = perf_counter()
    matches = [party_names.likeness(one, other).is_match for one, other, *_ in pairs]
    seconds = perf_counter() - began

    def share(label: str) -> float:
        of_label = [match for match, pair in zip(matches, pairs, strict=True) if pair[2] == label]
        return sum(of_label) / len(of_label)

    recall, alarms = share("same"), share("other")
    return [
        Measure(recall, "recall", recall / labelled["least_recall"]),
        Measure(alarms, "false_alarms", alarms / labelled["most_false_alarms"]),
        Measure(len(pairs) / seconds, "comparisons/s"),
    ]
