"""When the other Member States' objection carries. Whole numbers: rounded shares decide wrongly."""

from collections.abc import Collection, Mapping


def needed(percent: int, total: int) -> int:
    """The smallest whole number that is at least `percent` per cent of `total`."""
    return -(-percent * total // 100)


def objection_carries(
    objecting: Collection[str],
    population: Mapping[str, int],
    *,
    states_percent: int = 55,
    people_percent: int = 65,
    with_blocking_minority: bool = True,
) -> bool:
    """Article 238(3)(a) TFEU: 55 % of the participating members with 65 % of their population.

    `population` holds the participating states only: the notifying one is not among them. Too few members
    outside the majority cannot block it, whatever they weigh. Article 238(3)(b) asks for 72 % of the members
    and knows no blocking minority.
    """
    if unknown := set(objecting) - population.keys():
        raise ValueError(f"not participating: {sorted(unknown)}")
    objecting, members = set(objecting), len(population)
    weight = sum(population[state] for state in objecting)
    enough_members = len(objecting) >= needed(states_percent, members)
    enough_people = weight >= needed(people_percent, sum(population.values()))
    cannot_block = with_blocking_minority and members - len(objecting) < blocking_minority(population)
    return enough_members and (enough_people or cannot_block)


def blocking_minority(population: Mapping[str, int]) -> int:
    """The fewest members holding more than 35 % of the population, plus one (three or four today)."""
    total, weight = sum(population.values()), 0
    for members, people in enumerate(sorted(population.values(), reverse=True), start=1):
        weight += people
        if 100 * weight > 35 * total:
            return members + 1
    raise ValueError("no participating states")
