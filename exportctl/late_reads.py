"""Which pages may be a moment old, and are read from a replica where there is one (docs/scale.md).

Public lists, searches and figures that many read and that bind nobody. Not here, on purpose: an entry and its proof
(a message that is sent with the listing leads there), what is known by a tag of the list's present head (a tag of now
with words of before would be kept by its reader), the log, whose head never goes back for anybody, and whatever
customs, an exporter or an authority acts on.
"""

PAGES = (
    "controllist:list",
    "controllist:csv",
    "controllist:suggestions",
    "desks:home",
    "desks:statistics",
    "desks:statistics_csv",
    "desks:statistics_json",
    "desks:control_entries",
    "desks:control_entry_suggestions",
    "desks:control_entry",
)
