"""A list of many entries, written as the owner: rows as the product's own actions leave them, but for their acts."""

import csv
import io
import json
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from controllist.rules.functions import FUNCTIONS
from controllist.rules.leaves import committed, leaf_bytes
from controllist.rules.listing import EntryWords, code_of, derived
from controllist.rules.search import NAMES, words_by_field
from exportctl.core import merkle
from exportctl.core.canonical import rfc3339

FIRST = datetime(2024, 1, 8, 22, 0, tzinfo=UTC)
SYLLABLES = [
    "ve", "xor", "ha", "lo", "op", "ti", "kon", "ner", "va", "mi", "ra", "len", "sto", "ka", "ru",
    "bel", "do", "fi", "gan", "tes", "qua", "zi", "ol", "per",
]  # fmt: skip
NOUNS = [
    "gateway", "receiver", "probe", "console", "platform", "scanner", "logger", "monitor", "decoder",
    "recorder",
]  # fmt: skip
ADJECTIVES = [
    "mobile", "passive", "covert", "remote", "tactical", "portable", "cellular", "forensic", "acoustic",
    "optical",
]  # fmt: skip
USES = [
    "location", "interception", "unlocking", "identification", "extraction", "inspection", "tracking",
    "retention",
]  # fmt: skip
TEXT = [
    "obtains", "keeps", "sorts", "reads", "position", "subscriber", "without", "knowledge", "person",
    "network", "signalling", "traffic", "device", "storage", "memory", "image", "voice", "face",
    "record", "session", "operator", "provider", "equipment", "software", "laboratory", "vehicle",
]  # fmt: skip
TABLES = {
    "controllist_controllistentry": (
        "id code status edition listed_on effective_from name manufacturer model_names functions description cn_code"
        " item_keys model_keys search rule_set regime in_force destination ground change sequence changed_at"
        " change_ground act_kind act_reference reason publication authentic_language translations provenance"
        " notifying_state_id procedure_opened_at procedure_closed_at bands"
    ),
    "controllist_edition": "number at event entry_id content derived",
    "controllist_logleaf": "index entry_id edition_id leaf hash salts",
    "controllist_searchdocument": "entry_id words names functions cn_code status year edition",
    "controllist_searchword": "word",
}


def fill_list(connection: Any, size: int) -> None:
    """`size` entries, one edition and leaf each, the head over all of them; `connection` is the owner's."""
    files, root, frontier = _files(size)
    with connection, connection.cursor() as cursor, without_triggers(cursor, TABLES):
        for table, columns in TABLES.items():
            copy = f"COPY {table} ({', '.join(columns.split())}) FROM STDIN WITH (FORMAT csv, NULL '\\N')"
            cursor.copy_expert(copy, files[table])
        cursor.execute(
            "INSERT INTO controllist_loghead (size, root, checkpoint, at) VALUES (%s, %s, '', now())",
            [size, root],
        )
        cursor.execute(
            "INSERT INTO controllist_listhead (id, edition, last_code, frontier) VALUES (1, %s, %s, %s)"
            " ON CONFLICT (id) DO UPDATE SET (edition, last_code, frontier)"
            " = (excluded.edition, excluded.last_code, excluded.frontier)",
            [size, size, json.dumps(frontier)],
        )


@contextmanager
def without_triggers(cursor: Any, tables: Iterable[str]) -> Iterator[None]:
    """Inside, rows come without the acts that the database asks for elsewhere: nobody asks for their trail."""
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _files(size: int) -> tuple[dict[str, io.StringIO], str, list[Any]]:
    """A file to copy for each table, and the root and frontier of the log over all leaves."""
    files = {table: io.StringIO() for table in TABLES}
    writers = {table: csv.writer(file) for table, file in files.items()}
    frontier, known = merkle.Frontier(), set[str]()
    for rows in map(_rows, range(1, size + 1)):
        for table, row in rows.items():
            if table == "controllist_searchword":
                writers[table].writerows([word] for word in sorted(set(row) - known))
                known.update(row)
            else:
                writers[table].writerow(row)
        frontier.append(bytes.fromhex(rows["controllist_logleaf"][4]))
    for file in files.values():
        file.seek(0)
    return files, frontier.root().hex(), frontier.as_list()


def _rows(number: int) -> dict[str, Any]:
    content = _content(number)
    key, at = UUID(int=number), content["effective_from"]
    words = EntryWords(
        name=content["name"], manufacturer=content["manufacturer"], models=content["models"],
        functions=content["functions"], description=content["description"], cn_code=content["cn_code"],
    )  # fmt: skip
    lookup, by_field = derived(words), words_by_field(content)
    salts = dict.fromkeys(committed(content), b"\x00" * 32)
    leaf = leaf_bytes(content, salts)
    every_word = set().union(*by_field.values())
    return {
        "controllist_controllistentry": [
            key, content["code"], content["status"], number, content["listed_on"], at, content["name"],
            content["manufacturer"], _array(content["models"]), _array(content["functions"]), content["description"],
            content["cn_code"],
            _array(lookup["item_keys"]), _array(lookup["model_keys"]), lookup["search"],
            content["rule_set"], content["regime"], False, "", content["ground"], content["change"], 1, at, "",
            "procedure_outcome", "", "", "",
            "en", "{}", f"P-{number}", "IT", content["procedure_opened_at"], content["procedure_closed_at"], "{}",
        ],
        "controllist_edition": [number, at, "list", key, json.dumps(content), json.dumps(lookup)],
        "controllist_logleaf": [
            number - 1, key, number, f"\\x{leaf.hex()}", merkle.leaf_hash(leaf).hex(),
            json.dumps({field: salt.hex() for field, salt in salts.items()}),
        ],
        "controllist_searchdocument": [
            key, _array(sorted(every_word)), _array(sorted(set().union(*(by_field[each] for each in NAMES)))),
            _array(content["functions"]), content["cn_code"], content["status"], int(content["listed_on"][:4]), number,
        ],
        "controllist_searchword": every_word,
    }  # fmt: skip


def _content(number: int) -> dict[str, Any]:
    chance = random.Random(number)
    at = FIRST + timedelta(minutes=15 * number)
    maker = "".join(chance.choices(SYLLABLES, k=2)).capitalize()
    series = "".join(chance.choices(SYLLABLES, k=2)).capitalize()
    return {
        "code": code_of(number),
        "name": f"{chance.choice(ADJECTIVES).capitalize()} {chance.choice(USES)} {chance.choice(NOUNS)}",
        "manufacturer": f"{maker} {chance.choice(['Labs', 'Systems', 'GmbH', 'S.p.A.', 'Networks'])}",
        "models": [f"{series} {chance.randrange(1, 999)}", f"{series}-{chance.choice('LMX')}{number % 97}"],
        "functions": chance.sample(FUNCTIONS[:-1], k=1 + number % 2),
        "description": " ".join(chance.choices(TEXT, k=40)),
        "cn_code": chance.choice(["85176200", "84714900", "85269100", "85437090"]),
        "listed_on": at.date().isoformat(),
        "effective_from": rfc3339(at),
        "edition": number,
        "status": "listed",
        "rule_set": "qualified_majority_objection",
        "regime": "European Parliament, January 2018, as its press release describes it",
        "in_force": False,
        "destination": None,
        "change": "listing",
        "sequence": 1,
        "changed_at": rfc3339(at),
        "delisted_at": None,
        "ground": "human_rights_violations",
        "change_ground": None,
        "legal_act": {"kind": "procedure_outcome", "reference": None},
        "reason": None,
        "scope": "every_export",
        "destinations": [],
        "publication": None,
        "reviewed_at": None,
        "authentic_language": "en",
        "translations": {},
        "notifying_state": "IT",
        "procedure_opened_at": rfc3339(at - timedelta(days=48)),
        "procedure_closed_at": rfc3339(at),
    }


def _array(values: list[str]) -> str:
    quoted = (f'"{value}"' for value in (each.replace("\\", "\\\\").replace('"', '\\"') for each in values))
    return f"{{{','.join(quoted)}}}"
