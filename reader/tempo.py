"""How the process behaves while a person waits for it: frames on time, no pauses for garbage.

To be called before Textual is imported, which reads its frame rate then.
"""

import gc
import os
from typing import Final

_FRAMES: Final = "240"
"""Frames a second at most. Nothing is drawn oftener than it changes; but what is found for a key
would wait up to 17 ms for the next of Textual's 60 after the one that drew the key itself,
and some 4 ms on average for the next of 120."""


def hurry() -> None:
    """Start: collect no garbage until ``settle``.

    What is made at the start stays to the end, yet each full collection would go through all of
    it: some 15 ms before the first frame, and as much again under a key now and then.
    """
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)
    gc.disable()


def settle() -> None:
    """Leave all there is by now out of every later collection, and collect again."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
