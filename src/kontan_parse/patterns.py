"""Regular expressions that are compiled when they are first used.

To compile those of all rooms takes a quarter of a command's start, and few articles need a third
of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class Lazy:
    """A pattern and its flags, and when more is asked for, all that a compiled one has.

    It stands for one where its methods are called, and for nothing else that takes one. A pattern
    that holds another's has none of its flags.
    """

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copies or pickles asks for them before there is a pattern
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        # As attributes, its methods are found as fast as they are in itself.
        public = [held for held in dir(compiled) if not held.startswith("_")]
        self.__dict__.update({held: getattr(compiled, held) for held in public})
        return getattr(compiled, name)


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    r"""`pattern`, which is compiled when it is first used.

    >>> lazy(r"\d+").findall("39/2024")
    ['39', '2024']
    """
    return cast("re.Pattern[AnyStr]", Lazy(pattern, flags))
