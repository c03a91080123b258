"""What `./run` hands over to, inside the virtual environment."""

import importlib
import sys

from exportctl.local.translations import compile_catalogues

COMMANDS = ("up", "manage", "test", "lint", "prove", "bench", "schema")


def main() -> int:
    command, arguments = sys.argv[1], sys.argv[2:]
    if command not in COMMANDS:
        raise SystemExit(f"{command} is no command of ./run.")
    compile_catalogues()
    module = importlib.import_module(f"exportctl.local.{command}")
    return int(getattr(module, command)(arguments))


if __name__ == "__main__":
    sys.exit(main())
