"""An authority's duty roster: which officer is the second one of urgent cases, on which days. Pure.

Nothing is decided by it: whoever may approve a decision may go on doing so. It says who is told first.
"""

from datetime import timedelta

LONGEST = timedelta(days=366)
