"""`item_matching`: recall and false alarms over the labelled pairs of the list, and questions a second."""

from time import perf_counter

from controllist.rules.resemblance import Resemblance
from exportctl.local.bench import Measure, benchmark
from exportctl.local.prove import World
from tests.controllist.labelled import LABELLED, items, pairs, shares


@benchmark("item_matching")
def item_matching(_world: World) -> list[Measure]:
    """Both shares to the limits that stand beside the pairs; the questions are put to the whole list of items."""
    reached = shares()
    labels = [pair.label for pair in pairs()]
    hits = sum(reached[label] * labels.count(label) for label in ("same", "variant"))
    alarms = reached["different"] * labels.count("different")
    index = Resemblance(items())
    began = perf_counter()
    for pair in pairs():
        index.find(pair.query)
    seconds = perf_counter() - began
    return [
        Measure(reached["variant"], "recall", reached["variant"] / LABELLED["least_recall"]),
        Measure(hits / (hits + alarms), "precision"),
        Measure(reached["different"], "false_alarms", reached["different"] / LABELLED["most_false_alarms"]),
        Measure(len(pairs()) / seconds, "questions/s"),
    ]
