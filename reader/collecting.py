"""When Python looks for garbage: not while the app starts, nor later among what it started with.

What is made at the start stays to the end, yet each full collection would go through all of it:
some 15 ms before the first frame, and as much again under a key now and then.
"""

import gc


def hold() -> None:
    """Collect nothing until ``resume``."""
    gc.disable()


def resume() -> None:
    """Leave all there is by now out of every later collection, and collect again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
