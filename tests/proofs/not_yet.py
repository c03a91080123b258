"""Why a row of docs/guarantees.md has no proof in `./run prove`. A new proof removes its row here."""

BY_TESTS = "proved in ./run test at its ordinary size; the heavy run of this row is not built"
REASONS = {
    "G2": BY_TESTS,
    "G6": BY_TESTS,
    "G7": BY_TESTS,
    "G9": "the crawl with canary strings is not built",
    "G10": BY_TESTS,
    "G11": BY_TESTS,
    "G12": BY_TESTS,
    "G13": BY_TESTS,
    "G14": BY_TESTS,
    "G15": BY_TESTS,
    "G16": BY_TESTS,
    "G17": "erasure of a person is not built",
    "G20": BY_TESTS,
    "G21": BY_TESTS,
    "G24": "scopes of API keys are not built: a key is bound to one seat",
    "G25": "the restore drill is not built",
    "G26": "the migration linter is not built",
    "G28": "second factors are not built",
    "G29": "the software bill of materials is not built",
    "G30": "retention is not built",
    "G31": BY_TESTS,
}
