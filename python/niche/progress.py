"""One line that tells how far something is, in a terminal and in a notebook."""

from __future__ import annotations

import sys
import time


class Line:
    """Rewrites one line at most five times a second; nothing where it is not wanted."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self._last = 0.0
        self._width = 0

    def show(self, text: str) -> None:
        now = time.monotonic()
        if not self._wanted or now - self._last < 0.2:
            return
        self._last = now
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)

    def end(self) -> None:
        """Takes the line away."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0
