"""The one base of every error that a user may see."""

from __future__ import annotations


class RoundtripError(Exception):
    """What happened and how to mend it, in one line.

    Whatever a user can cause (a missing file, a broken setting, an unknown source) is raised as a
    subclass of this. The command line prints the message alone and ends with exit code 2; anything
    else that escapes is a defect and keeps its traceback.
    """
