"""`./run manage …`: on the running instance, or starting the database for the call."""

import os
import signal
import subprocess
import time

from exportctl.local.home import Home, InUse
from exportctl.local.instance import MANAGE, Instance
from exportctl.local.supervisor import ChildDied, Stopped, Supervisor, say


def manage(arguments: list[str]) -> int:
    """Only the command's own words go to stdout."""
    home = Home.of_environment()
    waiting = False
    while True:
        try:
            with home.locked():
                return _with_database(home, arguments)
        except InUse:
            environment = home.state().get("environment")
        if environment:
            return _run(arguments, {**os.environ, **environment})
        if not waiting:
            say("Another ./run uses the database of this home; waiting for it …")
        waiting = True
        time.sleep(0.2)


def _with_database(home: Home, arguments: list[str]) -> int:
    home.write_state({"database_folder": str(home.database_folder)})  # whoever wrote before is gone
    supervisor = Supervisor()
    instance = Instance(home, supervisor)
    try:
        supervisor.listen()
        instance.start_database()
        return _run(arguments, instance.environment)
    except Stopped:
        return 130
    except ChildDied as death:
        say(f"{death}\n{death.child.tail()}")
        return 1
    except (RuntimeError, OSError) as error:
        say(str(error))
        return 1
    finally:
        supervisor.stop()


def _run(arguments: list[str], environment: dict[str, str]) -> int:
    """The terminal's Ctrl-C reaches the command itself; a SIGTERM to us is handed on."""
    command = subprocess.Popen([*MANAGE, *arguments], env=environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: command.terminate())
    return command.wait()
