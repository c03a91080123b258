"""What the notifying authority may disclose to the other states, each by itself."""

from enum import StrEnum


class Part(StrEnum):
    """A part of the case file that an officer may release to the other states; the price never is."""

    EXPORTER = "exporter"
    DOUBT = "doubt"
    EVIDENCE = "evidence"  # the due-diligence answers with what was said to prove them
    FILE = "file"  # one document, by its id


WHOLE = (Part.EXPORTER, Part.DOUBT, Part.EVIDENCE)
