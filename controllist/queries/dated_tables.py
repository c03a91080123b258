"""What national lists and the correlation of customs codes say on a day, for many lines at once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from controllist.models import CnCorrelation, NationalEntry
from controllist.rules.dated_tables import beginnings


def national_entries(codes: Collection[str], *, on: date) -> dict[str, list[NationalEntry]]:
    """By code, the entries of all states that count on that day; one query, none without codes."""
    entries: dict[str, list[NationalEntry]] = defaultdict(list)
    if codes:
        for row in NationalEntry.objects.confirmed().in_force(on=on).filter(code__in=codes):
            entries[row.code].append(row)
    return entries


def suggested_entries(cn_codes: Collection[str], *, on: date) -> dict[str, list[str]]:
    """By customs code, which entries it suggests: those of the longest beginning that the table has."""
    wanted = {beginning for code in cn_codes for beginning in beginnings(code)}
    if not wanted:
        return {}
    rows = CnCorrelation.objects.confirmed().in_force(on=on).filter(cn_code__in=wanted)
    table = dict(rows.values_list("cn_code", "control_entries"))
    return {code: next((table[each] for each in beginnings(code) if each in table), []) for code in cn_codes}
