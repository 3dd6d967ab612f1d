"""Where a cross-link's title ends, when no line break says so.

"… lebih ketat. Baca Juga: Harga Gula Naik, Pedagang Menahan Stok Ratri menjelaskan …": nothing
marks the end of the title. It is sought in this order: a title that is known, else the end that
a small model holds for the most likely. The model is a conditional logit over the places where
a title could end; it was fitted to articles whose line breaks are known (`tools/titles.py`).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from kontan_parse import packaged
from kontan_parse.patterns import lazy

TITLE_LIMIT = 85
"""Characters of the longest headline, where the house's editor stops; one in 5,812 has 86."""

_SHORTEST = 12
"""Characters of the shortest title that a guess may give; the shortest seen has 15."""

_AHEAD = 60
"""Characters behind a possible end that the model looks at."""

_GLUE = lazy(
    r"[A-Z\d\"“•](?:"  # one of these first, so that all other characters are passed over at once
    r"(?<=[A-Z])(?:(?<=[a-z]{2}.)|(?<=[0-9%)?!”\"’].)|(?<=[A-Z]{3})(?=[a-z])"
    r"|(?<= [IVXZ].)(?=[a-z]))|(?<=\S•)"
    r"|(?<=[\"“])(?=[A-Z])(?:(?<=[a-z]{2}.)|(?<=[A-Z0-9%)?!”\"’].))"
    r"|(?<=[a-z)]\d)(?=\d?\. [A-Z]))"
)
"""Where two words touch that belong to two lines: `propertiMenurutnya`, `terbatas3. United`,
`Gen ZMenurut`."""

_INTERCAPS = frozenset(
    "AirAsia BukaLapak DeepSeek FolaPlay GoFood GoPay GoTo iPad iPhone LinkAja LinkedIn MacBook "
    "OpenAI PayPal ShopeePay TikTok TradingView WhatsApp YouTube".split()
)
"""Names that are written with a capital inside; their seam is none."""
_LONGEST_INTERCAP = len("TradingView")

_MODEL, _TYPE = lazy(r"(?<![\w-])[A-Z]{1,3}-?\d{1,3}$"), lazy(r"[A-Z]{1,3}\b")
"""A model's letters and number, and those of its variant."""

_END = lazy(r" (?=[^a-z–&,.(-])(?<![,:] )")
"""A blank that a title may end at; only letters beyond ASCII are left to ask about. What stands in
brackets belongs to the words before it: no paragraph begins with that."""

_ITEM = lazy(r"[ \d](?:(?<= )(?=\d{1,2}\. [A-Z]|• )|(?<=[a-z)]\d)(?=\d?\. [A-Z]))")
"""Where a numbered list begins, or one with bullets: no headline holds one."""

_TWICE = lazy(r"(?<![\w-])([A-Z]{2,}|[A-Z]\w+(?: [A-Z]\w+){1,2})(?= \1(?![\w-]))")
"""A name that stands there twice: `… Kata PLN EPI | PLN EPI juga …`; `Jalan Jalan` is none."""

SMALL = frozenset(
    "di ke dari dan untuk yang pada dengan dalam oleh atau atas bagi tak ini itu akan hingga jadi "
    "per vs tapi agar saat usai soal the of in to & - –".split()
)
"""Words that Kontan's headlines keep small, and that no headline ends with, but few."""

_LENGTHS = (20, 30, 40, 50, 60, 70, 78, 84, 87)


_ABBREVIATED = 3
"""Characters of a word with its full stop that is rather an abbreviation."""

_NAME_WORDS = 7
"""Words of the longest name, with what somebody is, before a comma."""

_GOES_ON = (",", ";", ":", "?", "!", "%")
_FAR = 1_000
"""More words than a title and what is looked at behind it have."""

_NEVER_LAST = frozenset(
    "di ke dari dan untuk yang pada dengan dalam oleh atau atas bagi namun adapun sayangnya "
    "misalnya sehingga tetapi meski meskipun walau walaupun kendati menurut mengutip melansir "
    "dikutip dilansir merujuk sedangkan serta maupun bahwa karena lantaran pasalnya makanya jika "
    "apabila agar supaya ketika setelah sejak selama sepanjang hingga per selain terhadap "
    "berdasarkan melalui sebagai adalah merupakan yakni yaitu seperti antara sekaligus para demi "
    "guna".split()
)
"""Words behind which a sentence goes on."""
_DEEP = lazy(r"\b(?:paling|lebih|makin|semakin|kian|terlalu) dalam$", re.IGNORECASE)
"""`Dalam` says how deep, not in what: `Bursa Asia Anjlok Paling Dalam`."""
_LONGEST_DEEP = len(" semakin dalam")
_ON_A_DAY = lazy(r"\b(?:pada|di|sejak|hingga|sampai|dari) [Hh]ari$")
"""The day stands behind, and begins no sentence: `melaporkan pada hari | Minggu`."""
_LONGEST_ON = len("-sampai hari")
_COUNTS = lazy(r"\b[Ii]ni \d{1,2}$")
"""What is counted stands behind: `Ini 6 | Langkah …`."""
_LONGEST_COUNT = len("-Ini 10")


class Vocabulary:
    """The words of the text around a title, counted once, when the first guess needs them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: Counter[str] | None = None
        self._starters: frozenset[str] | None = None
        self._pairs: Counter[tuple[str, str]] | None = None

    @property
    def words(self) -> Counter[str]:
        """How often each word stands in the text."""
        if self._words is None:
            self._words = Counter(self._text.split())
        return self._words

    @property
    def starters(self) -> frozenset[str]:
        """Words that begin a sentence somewhere."""
        if self._starters is None:
            self._starters = frozenset(_STARTER.findall(self._text))
        return self._starters

    @property
    def pairs(self) -> Counter[tuple[str, str]]:
        """How often two words stand side by side; to count each in the text costs the square."""
        if self._pairs is None:
            self._pairs = Counter(pairwise(self._text.split(" ")))
        return self._pairs

    def repeats(self, one: str, two: str) -> bool:
        """Whether the two words stand side by side more than once.

        >>> vocabulary = Vocabulary("harga gula dan harga garam, lalu harga gula dan garam")
        >>> vocabulary.repeats("harga", "gula"), vocabulary.repeats("dan", "harga")
        (True, False)
        """
        return self.words[one] > 1 and self.words[two] > 1 and self.pairs[one, two] > 1


_STARTER = lazy(r"[.?!”\"] (\S+)")


Feature = tuple[str, str]
"""A kind of feature, and which one of the kind: `("first", "Menurut")`, `("is", "open-quote")`."""

KINDS = (
    "last", "first", "first2", "second", "pair", "before", "shapes", "edge", "punct", "length",
    "lower", "run", "small", "words", "then", "comma", "is", "around",
)  # fmt: skip

Weights = Mapping[str, Mapping[str, float]]
"""The weight of each feature by its kind, in hundredths."""


def known_end(text: str, start: int, limit: int, titles: Container[str]) -> int | None:
    """The end of the longest of `titles` that stands at `start`, not behind `limit`, or None.

    A title ends with the line, or where a blank, a capital or a mark follows, but for a comma and
    its like: behind it a longer title goes on.
    """
    for end in range(min(len(text), limit), start + 3, -1):
        behind = text[end : end + 1]
        if (behind.islower() and text[end - 1].isalnum()) or text[end - 1] == " ":
            continue
        if behind in _GOES_ON and text[end + 1 : end + 2] == " ":
            continue
        if text[start:end] in titles:
            return end
    return None


def ends(text: str, start: int, limit: int, longest: int = TITLE_LIMIT) -> list[tuple[int, bool]]:
    """The places where a title that begins at `start` may end, and whether two words touch there.

    A title ends before a capital, a digit or a quotation mark, and not behind `limit`, where the
    next known part begins.
    """
    stop = min(limit, start + longest)
    blanks = (match.start() for match in _END.finditer(text, start + _SHORTEST, stop + 2))
    found = [(at, False) for at in blanks if at < limit and _may_end(text, at)]
    glue = (match.start() for match in _GLUE.finditer(text, start + _SHORTEST, stop + 4))
    found += [(at, True) for at in glue if at <= stop and at < limit and not in_a_name(text, at)]
    if limit <= start + longest:
        found.append((limit, False))
    return found


def in_a_name(text: str, at: int) -> bool:
    """Whether the two words that touch at `at` are a name: `Link|Aja`, `F-15|EX`.

    >>> in_a_name("lewat iPad", 7), in_a_name("tahun iniPada", 9), in_a_name("iniGoPay", 3)
    (True, False, False)
    >>> in_a_name("iniGoPay", 5)
    True
    """
    if text[at - 1].isdigit() and _TYPE.match(text, at):
        return _MODEL.search(text, max(0, at - 8), at) is not None
    begin = max(0, at - _LONGEST_INTERCAP)
    around = text[begin : at + _LONGEST_INTERCAP]
    for name in _INTERCAPS:
        start = around.find(name)
        if 0 <= start < at - begin < start + len(name):
            return name[0].isupper() or not around[:start][-1:].isalpha()
    return False


_ACCORDING = (" Menurut", " menurut")
_REST_OF_NAME = lazy(r"(?: [A-Z][\w.'’-]{0,20}){1,3},")
"""Behind the first name of somebody according to whom a sentence says something."""
_CITED = lazy(
    r" [DMdm](?:i(?:lansir|kutip)|e(?:lansir|ngutip|rujuk))(?: dari)?(?: [A-Z][\w.'’-]{0,20}){1,4}$"
)
"""The beginning of what a sentence cites: `Dilansir Wall | Street Journal, harga …`."""
_LONGEST_CITED = 100


def _may_end(text: str, at: int) -> bool:
    """Whether a title may end at the blank at `at`, which matches `_END`."""
    if text[at + 1].islower():
        return False
    last = text[text.rfind(" ", 0, at) + 1 : at].lower()
    if last in _NEVER_LAST:
        return _DEEP.search(text, max(0, at - _LONGEST_DEEP), at) is not None
    if last == "hari" and _ON_A_DAY.search(text, max(0, at - _LONGEST_ON), at):
        return False
    if last.isdecimal() and _COUNTS.search(text, max(0, at - _LONGEST_COUNT), at):
        return False
    if not _REST_OF_NAME.match(text, at):
        return True
    begin = text.rfind(" ", 0, at - len(last))
    opens = text.endswith(_ACCORDING, 0, begin) and text[begin + 1 : begin + 2].isupper()
    return not (opens or _CITED.search(text, max(0, at - _LONGEST_CITED), at))


class Guess(NamedTuple):
    """The most likely end of a title."""

    end: int
    rival: int | None = None
    """The next likely one, where it is far from unlikely."""


_CLOSE = 300
"""Hundredths of a logit by which the next likely end is at most one in twenty as likely."""


def guess(
    text: str,
    vocabulary: Vocabulary,
    start: int,
    limit: int,
    longest: int = TITLE_LIMIT,
    *,
    weights: Weights | None = None,
) -> Guess | None:
    """The most likely end of the title that begins at `start`, or None where there is no place.

    `weights` are the package's own unless given.
    """
    item = _ITEM.search(text, start + _SHORTEST, min(limit, start + longest + 1))
    if item:
        return Guess(item.start())
    places = ends(text, start, limit, longest)
    if not places:
        return None
    twice = _TWICE.search(text, start + _SHORTEST, places[-1][0] + _AHEAD)
    if twice and (twice.end(), False) in places:
        return Guess(twice.end())
    weigh = _weights() if weights is None else weights
    seen = features(text, start, limit, places)
    scores = [_score(here, weigh) for here in seen]
    # To look around costs most, and mostly one place wins whatever is found there.
    least = max(scores) - sum(map(abs, weigh["around"].values())) - _CLOSE
    rivals = [at for at, score in enumerate(scores) if score >= least]
    if len(rivals) == 1:
        return Guess(places[rivals[0]][0])
    ranked = sorted(
        [(-scores[at] - _score(around(seen[at], vocabulary), weigh), at) for at in rivals]
    )
    (first, best), (second, other) = ranked[:2]
    return Guess(places[best][0], places[other][0] if second - first < _CLOSE else None)


def _score(features: list[Feature], weights: Weights) -> float:
    """The sum of the weights of `features`."""
    return sum([weights[kind].get(value, 0) for kind, value in features])


def features(
    text: str, start: int, limit: int, places: list[tuple[int, bool]]
) -> list[list[Feature]]:
    """What the model looks at for each of `places`, but for `around`: the features present."""
    found = []
    stop = min(limit, places[-1][0] + _AHEAD)
    region = text[start:stop]
    view = _View(region.split(" "))
    first_glue = next((end for end, glued in places if glued), stop)
    for end, glued in places:
        if glued:
            title = text[start:end]
            torn = _View([*title.split(" "), *text[end:stop].split(" ")])
            seen = _seen(torn, title, end - start)
            seen.append(("is", "glued"))
            if end != first_glue:
                seen.append(("is", "over-glue"))
        else:
            seen = _seen(view, region[: end - start], end - start)
            if end == limit:
                seen.append(("is", "limit"))
            if end > first_glue:
                seen.append(("is", "over-glue"))
        found.append(seen)
    return found


class _View:
    """The words of a title and of what follows, looked at once for all places.

    >>> view = _View("PT. Gula Naik! Kata Ratri Wulan, analis itu".split())
    >>> view.runs[:7], view.commas[:6], view.stop
    ([6, 5, 4, 3, 2, 1, 0], [5, 4, 3, 2, 1, 0], 2)
    """

    def __init__(self, words: list[str]) -> None:
        self.words = [*words, "$", "$"]
        self.shapes = [_shape(word) for word in words] + ["$"] * 6
        self.runs = [0] * (len(self.shapes) + 1)
        """How many words from each on, at most six, before one in lower case."""
        self.commas = [_FAR] * (len(self.shapes) + 1)
        """How many words behind each the first with a comma stands, before any in lower case."""
        for at in range(len(words) - 1, -1, -1):
            if self.shapes[at] not in "af":
                self.runs[at] = min(self.runs[at + 1] + 1, 6)
                self.commas[at] = 0 if words[at][-1:] == "," else self.commas[at + 1] + 1
        self.stop = next(
            (
                at
                for at, word in enumerate(words[:-1])
                if len(word) > _ABBREVIATED and word[-1] in ".?!"
                if self.shapes[at + 1][0] in "AXq"
            ),
            _FAR,
        )
        """The first word that ends a sentence."""


def _seen(view: _View, title: str, length: int) -> list[Feature]:
    """The features of an end behind `title`, the first words of `view`, for so many characters."""
    words, shapes = view.words, view.shapes
    at = title.count(" ") + 1
    last, first, second = words[at - 1], words[at], words[at + 1]
    before, shape_before = (words[at - 2], shapes[at - 2]) if at > 1 else ("^", "^")
    edge, shape = shapes[at - 1], shapes[at]
    small = shapes[:at].count("a")
    style = "s" if small > 1 else "t"
    comma = view.commas[at]
    seen = [
        ("last", last),
        ("first", first),
        ("first2", f"{first} {second}"),
        ("second", second),
        ("pair", f"{last} {first.rstrip(',.:;')}"),
        ("before", before),
        ("shapes", f"{style}{edge}|{''.join(shapes[at : at + 5])}"),
        ("edge", f"{shape_before}{edge}|{shape}{shapes[at + 1]}"),
        ("punct", ("w" if last[-1:].isalnum() else last[-1:]) + style),
        ("length", str(bisect_right(_LENGTHS, length))),
        ("lower", f"{shapes[at : at + 6].count('a')}{style}"),
        ("run", f"{view.runs[at]}{style}"),
        ("small", f"{min(small, 3)}|{shape}"),
        ("words", str(at)),
    ]
    seen += [("then", words[i]) for i in range(at + 1, at + 5) if shapes[i] in "af"]
    if view.stop < at - 1:
        seen.append(("is", "inner-stop"))
    if comma < _NAME_WORDS:
        seen.append(("comma", f"{comma}|{shapes[at + comma + 1]}"))
    if title.count('"') % 2:
        seen.append(("is", "open-quote"))
    if title.count("(") + title.count("“") > title.count(")") + title.count("”"):
        seen.append(("is", "open-bracket"))
    return seen


def around(seen: list[Feature], vocabulary: Vocabulary) -> list[Feature]:
    """What the rest of the text tells of the place with the features `seen`."""
    (_, last), (_, first), *_ = seen
    told = []
    if vocabulary.repeats(last, first):
        told.append(("around", "pair-seen"))
    if first in vocabulary.starters:
        told.append(("around", "starter-seen"))
    if first.lower() in vocabulary.words:
        told.append(("around", "first-common"))
    return told


@lru_cache(maxsize=2048)
def _shape(word: str) -> str:
    """One letter for how a word is written, with a comma or colon behind.

    >>> [_shape(word) for word in "Gula BEI, I: naik di 12% “Stok (Rp) –".split()]
    ['A', 'X,', 'A:', 'a', 'f', '9', 'q', '(', '(']
    """
    if not word:
        return "$"
    head = word[0]
    if head.islower():
        return "f" if word in SMALL else "a"
    if head.isdigit():
        return "9"
    if head.isupper():
        tail = word.rstrip('.,:;!?)”"')
        kind = "X" if len(tail) > 1 and tail.isupper() else "A"
        return kind + ("," if word[-1] == "," else ":" if word[-1] == ":" else "")
    return "q" if head in "“\"‘'" else "("


@cache
def _weights() -> Weights:
    """The fitted weights."""
    weights: Weights = json.loads(packaged.read("titles.json"))
    return weights
