"""`python3 -m verifier FILE|FOLDER|ADDRESS [--key KEY] …`: exit 0 valid, 1 not valid (and what), 2 unreadable."""

import argparse
import sys
from pathlib import Path

from verifier.canonical import Unreadable
from verifier.checking import Result, check, check_log
from verifier.fetch import fetch

VALID, NOT_VALID, UNREADABLE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    given = _parser().parse_args(arguments)
    try:
        result = _checked(given)
    except OSError as error:
        print(f"unreadable: {error.filename or given.file}: {error.strerror}")
        return UNREADABLE
    except Unreadable as error:
        print(f"unreadable: {given.file}: {error}")
        return UNREADABLE
    show(result)
    return VALID if result.valid else NOT_VALID


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify",
        description="Check an evidence file, a list proof, an audit export, an authorisation by its code or data, an"
        " edition of the list against a copy of its log, or a copy of the log.",
    )
    parser.add_argument(
        "file", help="the file as it was downloaded, the folder of a log, or the log's web address"
    )
    parser.add_argument(
        "--key", default="", help="the public key you expect, in hex, its fingerprint, or NAME+ID+KEY"
    )
    parser.add_argument("--history", type=Path, help="how keys followed one another (/log/keys)")
    parser.add_argument(
        "--log",
        type=Path,
        help="of a list proof or an edition: your copy of the log, in which it has to stand",
    )
    parser.add_argument(
        "--since", type=Path, action="append", default=[], help="of a log: a head or a proof that you kept"
    )
    parser.add_argument(
        "--into", type=Path, default=Path("log"), help="of an address: where the copy is kept"
    )
    return parser


def _checked(given: argparse.Namespace) -> Result:
    """The one thing that needs a network is a web address; its copy is then checked as any other."""
    since: list[Path] = list(given.since)
    directory = Path(given.file)
    if given.file.startswith(("http://", "https://")):
        directory = given.into
        fetch(given.file.rstrip("/"), directory)
        if (directory / "checkpoint.before").exists():
            since.append(directory / "checkpoint.before")
    if not directory.is_dir():
        return check(directory.read_bytes(), given.key, history=_history(given, given.log), log=given.log)
    return check_log(directory, given.key, history=_history(given, directory), since=since)


def _history(given: argparse.Namespace, log: Path | None) -> str:
    """How keys followed one another: as somebody gave it, else as it lies in the copy of the log."""
    if given.history:
        return str(given.history.read_text(encoding="utf-8"))
    keys = log / "keys" if log else None
    return keys.read_text(encoding="utf-8") if keys and keys.is_file() else ""


def show(result: Result) -> None:
    for name, problems in result.checks:
        print(f"{'wrong' if problems else 'ok   '}  {name}")
        for problem in problems:
            print(f"         {problem}")
    print(f"key    {result.fingerprint}")
    print("       Compare this fingerprint with the one published at /trust.")
    print(f"{'valid' if result.valid else 'not valid'}: {result.title}")


if __name__ == "__main__":
    sys.exit(main())
