"""How a process of the product collects memory: a web worker, and each of the background workers."""

import gc


def collect_less() -> None:
    """What is loaded by now is looked through by no collection after this, and stays shared between processes.

    A page or a paper makes tens of thousands of objects that are gone with it: collecting while it is written costs a
    seventh of the one, a tenth of the other.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
