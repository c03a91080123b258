"""The XML of an Office document, read once from front to back: its lines, its links, its fields. Linear, by expat."""

from collections.abc import Iterable
from xml.parsers import expat

from exportctl.core.rules.uploads.kinds import Finding, Refused

# What ends a line of text: paragraphs, headings, cells with a text of their own, breaks.
_LINE_ENDS = frozenset({"p", "h", "br", "cr", "line-break", "si", "is", "tr", "row", "title", "subject"})
_LINE_ENDS |= {"oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"}
_FIELDS = frozenset({"instrText", "delInstrText"})  # Word: what a field computes, in pieces
_FORMULAS = frozenset({"f", "formula1", "formula2", "definedName"})
MOST_TEXT = 4_000_000  # signs that are looked through for a marking, in all parts together
MOST_DEPTH = 500


class XmlPart:
    """Reads one part. `lines` are its texts, `fields` what Word or Excel would compute, `elements` the attributes of
    the elements that were asked for."""

    def __init__(self, *, wanted: Iterable[str] = (), room: int = MOST_TEXT) -> None:
        self.lines: list[str] = []
        self.fields: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.root = ""
        self.room = room
        self._wanted = frozenset(wanted)
        self._words: list[str] = []
        self._field: list[str] = []
        self._depth = 0
        self._inside = ""
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity

    def feed(self, chunks: Iterable[bytes]) -> "XmlPart":
        """Read a part. Raises Refused when it is not well formed, or declares entities."""
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            raise Refused(Finding.DAMAGED) from None
        self._end_line()
        self._end_field()
        return self

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        # Called some millions of times for a large sheet: names are taken apart once, attributes seldom looked at.
        local = _LOCAL.get(name) or _local(name)
        self._inside = local
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise Refused(Finding.TOO_LARGE)
        if attributes or local in self._wanted:
            self._attributes(local, attributes)
        if not self.root:
            self.root = local

    def _attributes(self, local: str, attributes: dict[str, str]) -> None:
        if local in self._wanted:
            self.elements.append((local, {_local(key): value for key, value in attributes.items()}))
        for key, value in attributes.items():
            plain = _LOCAL.get(key) or _local(key)
            if plain == "string":  # a watermark's words
                self.lines.append(value)
            elif plain == "instr" or (plain == "formula" and "|" in value):
                self.fields.append(value)
        if local == "fldChar" and "separate" not in attributes.values():
            self._end_field()

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = _LOCAL.get(name) or _local(name)
        if local in _LINE_ENDS:
            self._end_line()
        elif local in _FORMULAS:
            self._end_field()
        self._inside = ""

    def _text(self, text: str) -> None:
        if self._inside in _FIELDS or self._inside in _FORMULAS:
            self._field.append(text)
        elif self.room > 0:
            self.room -= len(text)
            self._words.append(text)

    def _entity(self, _name: str, _parameter: bool, _value: str | None, *origin: str | None) -> None:
        _base, system, _public, _notation = origin
        raise Refused(Finding.REMOTE if system else Finding.TOO_LARGE, "ENTITY")

    def _end_line(self) -> None:
        if not self._words:
            return
        if text := "".join(self._words).strip():
            # The head of a spreadsheet: &L left &C centre &R right
            parts = text.replace("&L", "\n").replace("&C", "\n").replace("&R", "\n")
            self.lines.extend(parts.splitlines())
        self._words.clear()

    def _end_field(self) -> None:
        if text := "".join(self._field).strip():
            self.fields.append(text)
        self._field.clear()


_LOCAL: dict[str, str] = {}  # name with its prefix → without
MOST_NAMES = 10_000  # that are remembered


def _local(name: str) -> str:
    local = name.rpartition(":")[2]
    if len(_LOCAL) < MOST_NAMES:
        _LOCAL[name] = local
    return local
