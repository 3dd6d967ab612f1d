"""How a cross-link is written: its label, what it is set in, and how long its title may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kontan_parse.lines import every
from kontan_parse.patterns import lazy
from kontan_parse.titles import TITLE_LIMIT

VIDEO_LIMIT = 100
"""Characters of the longest video title, as its host allows."""

LABEL = lazy(
    r"(B[Aa]ca [Jj][Uu]ga|BACA JUGA|baca juga|[Tt]onton|TONTON|Selanjutnya|SELANJUTNYA"
    r"|Berikutnya|[Mm]enarik [Dd]ibaca|MENARIK DIBACA)"
)
LINK = lazy(rf"{LABEL.pattern} ?: ?")
BULLETS = ("-", "–", "•", "*", "·")
CLOSES = {"(": ")", "[": "]", '"': '"', "“": "”"}
"""What ends a cross-link that is set in such marks."""
FRAME = lazy(f"[{re.escape(''.join((*BULLETS, *CLOSES)))}] ?|i")
"""What may stand before a label where a line begins: a bullet, what the link is set in, or the
letter of an icon of AMP pages, `iBaca Juga: …`."""

PRINTED = lazy(r" ?[(<\[]?https?://[^\s()<>\[\]]{1,500}[)>\]]?")
"""An address, as some texts print it behind a link."""


def labels(text: str) -> Iterator[re.Match[str]]:
    """The matches of `LINK`, by their colons: to look for those is a memchr."""
    done = 0
    for colon in every(text, ":"):
        if text.endswith(_LABEL_ENDS, 0, colon - (text[colon - 1 : colon] == " ")):
            mark = LINK.search(text, max(done, colon - _LONGEST_LABEL), colon + len(": "))
            if mark:
                done = mark.end()
                yield mark


_LABEL_ENDS = (
    "uga", "Uga", "UGA", "onton", "ONTON", "njutnya", "NJUTNYA", "ikutnya", "ibaca", "IBACA",
)  # fmt: skip
_LONGEST_LABEL = len("Menarik dibaca ")


def is_title(mark: re.Match[str], text: str, *, small: bool | None = None) -> bool:
    """Whether a title can follow the label `mark`: prose goes on in lower case.

    Where all of the text is lower-cased, a label opens a sentence; if it is, `small` may say.
    """
    at = mark.start()
    if mark[1].islower():
        return ends_a_sentence(text, at) and (text.islower() if small is None else small)
    return mark[1].startswith(("Ba", "BA")) or not text[mark.end() : mark.end() + 2].islower()


def is_next(mark: re.Match[str]) -> bool:
    """Whether a label says what comes next, "Selanjutnya", as prose and lists do as well."""
    return mark[1].endswith(("nya", "NYA"))


def past_links(texts: Iterable[str]) -> str:
    """The first of the lines `texts` that is no cross-link, or nothing.

    >>> past_links(["Baca Juga: Gula Naik", "Editor: Ratri"])
    'Editor: Ratri'
    """
    return next((text for text in texts if not LINK.match(text)), "")


def link_limit(label: str) -> int:
    """The longest title, in characters, of a link with this label."""
    return VIDEO_LIMIT if label.lower() == "tonton" else TITLE_LIMIT


def ends_a_sentence(text: str, at: int) -> bool:
    """Whether a sentence ends before `at`, with or without a blank, or nothing stands there."""
    before = text[max(0, at - 3) : at].rstrip()
    return before[-1:] in '.!?”"’)'
