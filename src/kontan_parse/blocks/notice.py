"""The grammar of the notice that an article first appeared elsewhere.

    notice  = ("(" author ")")? "Artikel ini telah tayang di" outlet issue? title? address? staff?
    outlet  = site | URL | name                      with no prose behind it
    issue   = ("edisi" | "pada") weekday? day? month year
    title   = ("dengan judul" | "berjudul") (quoted | up to the address or the end of the line)
    address = "Klik untuk baca:"? URL                behind the title, or on the next line
    staff   = author-credit editor-credit?           on the lines behind, or inside the line

A bracketed name right before it, and the credits right behind it, name the other paper's staff,
not Kontan's. What is copied from Kontan's own pages has such a notice as well: a script of theirs
puts it behind, with the page's title and address, and Kontan's staff behind that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from kontan_parse import byline
from kontan_parse.links import past_links
from kontan_parse.model import Syndication
from kontan_parse.patterns import lazy
from kontan_parse.seams import (
    HOUSE,
    LONE_NAME,
    NOTICE_ADDRESS,
    NOTICE_OPENS,
    NOTICE_OUTLET,
    NOTICE_SAYS,
    NOTICE_TITLE,
    host,
)

NOTICE = lazy(
    r"(?:\((?P<author>[^()]{3,60})\)\.? ?)?"
    rf"{NOTICE_OPENS} {NOTICE_SAYS}"
    rf"(?: |(?-i:(?=[A-Z])))(?P<outlet>(?-i:{NOTICE_OUTLET}))",
    re.IGNORECASE,
)
_TITLE = lazy(NOTICE_TITLE, re.IGNORECASE)
_ADDRESS = lazy(NOTICE_ADDRESS)
NOTICE_URL = lazy(r"https?://\S+")
NOTICE_AUTHOR = lazy(r"Penulis ?: ?(?P<author>[A-Z][^:]{2,50}?)(?= Editor ?:|$)")
AUTHOR = lazy(rf"\([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{1,4}}\)|{LONE_NAME.pattern}")


_LONGEST = 600
"""Characters of the longest line that is read as a notice."""


def read(ahead: Callable[[int], str]) -> tuple[int, Syndication] | None:
    """How many lines from here a notice has, and what it says; None where there is none.

    `ahead` gives the text of a line so many on or back, and nothing beyond them. The author may
    stand above links that stand above the notice.

    >>> read(["Artikel ini telah tayang di Contoh.com", "(Satria Wibawa)"].__getitem__)[1]
    Syndication(outlet='Contoh.com', title=None, author='Satria Wibawa', url=None)
    """
    lines = 0
    author = None
    text = ahead(0)
    if AUTHOR.fullmatch(text):
        author, lines, text = text[1:-1], 1, ahead(1)
    mark = NOTICE.match(text)
    if not mark or len(text) > _LONGEST:
        return None
    lines += 1
    if _ADDRESS.fullmatch(ahead(lines)):
        lines += 1
    names: list[str] = []
    outlet = host(mark["outlet"])
    credits = None if is_of_the_house(outlet) else byline.read(ahead(lines))
    if credits and (credits.has("penulis") or credits.has("reporter")):
        names += [name for role, name in credits.names if role in ("penulis", "reporter")]
        lines += 1
        credits = None if credits.has("editor") else byline.read(ahead(lines))
        if credits and credits.has("editor") and len(credits.names) == 1:
            lines += 1
    inside = NOTICE_AUTHOR.search(text)
    if inside:
        names.append(inside["author"])
    if author is None:
        above = past_links(map(ahead, count(-1, -1)))
        author = above[1:-1] if AUTHOR.fullmatch(above) else None
    told = " ".join(ahead(line) for line in range(lines))
    title = _TITLE.search(text, mark.end())
    url = NOTICE_URL.search(told)
    return lines, Syndication(
        outlet=outlet,
        title=title[title.lastgroup].strip(" ,") or None if title and title.lastgroup else None,
        author=(author or mark["author"] or (names[0] if names else "")).strip() or None,
        url=url[0].rstrip(".,") if url else None,
    )


def is_of_the_house(outlet: str) -> bool:
    """Whether an outlet is Kontan's.

    >>> is_of_the_house("industri.kontan.co.id"), is_of_the_house("Kompas.com")
    (True, False)
    """
    return HOUSE.fullmatch(outlet) is not None
