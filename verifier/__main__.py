"""`python3 -m verifier FILE [--key KEY]`: exit 0 valid, 1 not valid (and what), 2 unreadable."""

import argparse
import sys
from pathlib import Path

from verifier.canonical import Unreadable
from verifier.checking import Result, check

VALID, NOT_VALID, UNREADABLE = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="verify",
        description="Check an evidence file, a list proof, an audit export, or an authorisation by its code or data.",
    )
    parser.add_argument("file", type=Path, help="the file, as it was downloaded")
    parser.add_argument("--key", default="", help="the public key you expect, in hex, or its fingerprint")
    given = parser.parse_args(arguments)
    try:
        result = check(given.file.read_bytes(), given.key)
    except OSError as error:
        print(f"unreadable: {given.file}: {error.strerror}")
        return UNREADABLE
    except Unreadable as error:
        print(f"unreadable: {given.file}: {error}")
        return UNREADABLE
    show(result)
    return VALID if result.valid else NOT_VALID


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
