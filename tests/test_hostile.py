"""Patterns that make a regex crawl: every regex runs in linear time.

Time is not asserted. Work is: the calls that our code makes, those into C counted too, and the
characters that its patterns pass over, are bounded by a multiple of the growth of the input. What
a pattern does before it fails is in its own form: `ambiguity` reads it.
"""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, TypeAlias

import pytest

import kontan_parse
from ambiguity import ambiguous
from kontan_parse import flat, gaps, lines, parse, titles
from kontan_parse.blocks import cursor
from kontan_parse.dates import context, mentions
from kontan_parse.patterns import Lazy

SRC = Path(__file__).parent.parent / "src"
MODULES = tuple(
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(kontan_parse.__path__, "kontan_parse.")
    if not found.name.endswith("__main__")
)
UNITS = (
    "KONTAN.CO.ID - ",
    "KONTAN.CO.ID - JAKARTA.",
    "KONTAB.CO.ID - ",
    "HOBI - ",
    "JAKARTA ",
    "JAKARTA, Rabu, 12 Juni 2024 (",
    "JAKARTA, JAKARTA/",
    "Jakarta Jakarta ",
    "Reporter: A, ",
    "Reporter: A | Editor: B | ",
    "Baca Juga: ",
    "Baca Juga: Judul panjang.Tonton: ",
    "aB",
    "A.B",
    "x.Judul© 2026 Konten oleh Kontan",
    "© Foto oleh ",
    "ABCD Chart by TradingView",
    "Cek Berita dan Artikel yang lain di",
    "Senin, 28 April 2025 / 20:46 WIB ",
    "1 2 3 Halaman Selanjutnya ",
    "(Nama Orang) Artikel ini telah tayang di ",
    "dengan judul \"",
    "Tag a, b, ",
    "Sumber: Reuters ",
    "Sumber:https://",
    "Reporter: Adi Editor: Bi INDEKS BERITA ",
    "• EMAS 1.000 ",
    "((((", "))))", "::::", "....", "- - ", "\u00a0\u200b", "\x1b[31m", "\r", "\n", "é", "“",
    "harga naik. baca juga: gula naik lagi. ",
    "Gula  Naik ",
    "Gula.  Naik ",
    "“Gula      ",
    "Editor: B\n",
    "Baca Juga: Judul\n",
    "Gula Naik Lagi\n",
    "Tag\nx\n",
    "TERBARU\nx\n",
    "Artikel ini telah tayang di X\nPenulis: A\n",
    "&amp;",
    "&amp;amp;nbsp;",
    "&#",
    "&lt;p&gt;",
    "PT Gula (\nGULA\n) naik dan\n",
    "dan\n",
    "(\n",
    ", naik\n",
    "KONTAN.CO.ID -\ndan gula,\n",
)  # fmt: skip
MARKS = (
    "[", "]", "![", "](", "[a](", "[a](b", "[a](/b) ", "[a](b \"", "[a](b '", "[a](<", "[a](b(c)",
    "]](b)", "[![a](b)](c)", "[[a](b)", "*", "**", "* ", "**a ", "a** ", "*a **b ", "***a **", "a_",
    "_a_b ", "****a", "`", "```\n", "\\", "\\*", "&amp;", "&", "<https://a> ", "<http", "# ",
    "# a\n", "a\n===\n", "> ", "> a\n", "---\n", "- - ", "| a ", "|---|\n", "a  \n", "**a  \n",
    "| a | b |\n|---|---|\n", "a\\\n", "**Baca Juga: [a](/b)**\n", "**Baca Juga: **",
    "Baca Juga: [a](/b) ", "**KONTAN.CO.ID - **",
)  # fmt: skip
"""Marks of Markdown, and what only begins like one."""
DATES = (
    "untuk perdagangan Jumat (7/8) ",
    "pada 2025 dan ",
    "1, 2, 3 dan 4 Juli ",
    "Mei lalu ",
    "enam bulan pertama 2025 ",
    "paruh kedua 2026 ",
    "1/1/",
    "1/1/2020 ",
    "(1/",
    "(1/1) ",
    "(1/1-",
    "(1.1",
    "1/1/2020-",
    "//",
    "0123456789/",
    "1 - 1 . 1 / ",
    "20",
    "2020-01-",
    "2020-01-01 ",
    "Selasa (",
    "Selasa, ",
    "Selasa (1/1) ",
    "Selesa (1/13) ",
    "Selasa pagi pagi (1/",
    "Senin-Selasa (1-2/3) hingga ",
    "Juli ",
    "Juli 2026 ",
    "Juli-",
    "juli 2026-",
    "JULI 2026",
    "1 Juli ",
    "1 Juli-",
    "1-1-1 Juli ",
    "31 Juni 2026 ",
    "akan 1 Juli 2026 ",
    "January 1, 2020 ",
    "kuartal I ",
    "kuartal I-2026 hingga ",
    "1Q",
    "1Q26-",
    "FY",
    "FY26-",
    "kuartal I atau awal kuartal II ",
    "2017 hingga Juli 2026 hingga ",
    "Rabu (7//20251) ",
    "Rabu (7//",
    "tahun ",
    "tahun 2006-",
    "No. 1 Tahun 2006 ",
    "tahun lalu ",
    "hari ini ",
    "kemarin (",
    "dua pekan lalu ",
    "👍enam bulan 2025",
)
"""What begins like a date, is one, or joins two."""


def _work(action: Callable[[], Any]) -> int:
    """Python-level calls that `action` makes, those into C counted too."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.skipif(not gaps.__file__.endswith(".py"), reason="looks into what is compiled")
def test_what_goes_on_is_looked_at_near_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quotation that is never closed goes on at every gap; no look may take in all of it."""
    longest = 0

    def goes_on(piece: str, *_: object) -> bool:
        nonlocal longest
        longest = max(longest, len(piece))
        return True

    monkeypatch.setattr(gaps, "_goes_on", goes_on)
    parse("“Gula      " + "Garam  " * 4_000)
    assert 300 < longest < 1_000


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_work_grows_with_the_text(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (4_000, 32_000))
    once = _work(lambda: parse(small))
    assert _work(lambda: parse(large)) <= 12 * once + 2_000


SURE = "[x](/y) "
"""What makes a text Markdown."""


@pytest.mark.parametrize("begins", [SURE, "Title:", "---\ntitle: a\n"], ids=ascii)
@pytest.mark.parametrize("unit", MARKS, ids=ascii)
def test_work_grows_with_the_markdown(unit: str, begins: str) -> None:
    small, large = (begins + unit * (size // len(unit)) for size in (4_000, 32_000))
    once = _work(lambda: parse(small))
    assert _work(lambda: parse(large)) <= 12 * once + 2_000


Pattern: TypeAlias = "Lazy | re.Pattern[Any]"


class _Passing:
    """A pattern that counts the characters it passes over."""

    passed = 0

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def match(self, text: Any, *span: int) -> Any:
        found = self._pattern.match(text, *span)
        _Passing.passed += len(found[0]) if found else 1
        return found

    def fullmatch(self, text: Any, *span: int) -> Any:
        found = self._pattern.fullmatch(text, *span)
        _Passing.passed += len(found[0]) if found else 1
        return found

    def search(self, text: Any, start: int = 0, end: int = sys.maxsize) -> Any:
        found = self._pattern.search(text, start, end)
        _Passing.passed += max(1, (found.end() if found else min(end, len(text))) - start)
        return found

    def finditer(self, text: Any, start: int = 0, end: int = sys.maxsize) -> Any:
        for found in self._pattern.finditer(text, start, end):
            _Passing.passed += found.end() - start
            start = found.end()
            yield found
        _Passing.passed += max(1, min(end, len(text)) - start)

    def findall(self, text: Any) -> Any:
        _Passing.passed += len(text)
        return self._pattern.findall(text)

    def sub(self, new: Any, text: Any) -> Any:
        _Passing.passed += len(text)
        return self._pattern.sub(new, text)

    def split(self, text: Any, maxsplit: int = 0) -> Any:
        _Passing.passed += len(text)
        return self._pattern.split(text, maxsplit=maxsplit)


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], int]:
    """Counts the characters that the patterns of the package pass over in an action."""
    for module in MODULES:
        for name, value in vars(module).items():
            if isinstance(value, (Lazy, re.Pattern)):
                monkeypatch.setattr(module, name, _Passing(value))

    def count(action: Callable[[], Any]) -> int:
        before = _Passing.passed
        action()
        return _Passing.passed - before

    return count


@pytest.mark.skipif(not flat.__file__.endswith(".py"), reason="looks into what is compiled")
@pytest.mark.parametrize("unit", [*UNITS, *DATES, *MARKS], ids=ascii)
def test_patterns_pass_over_a_text_so_many_times(
    unit: str, passed: Callable[[Callable[[], Any]], int]
) -> None:
    begins = SURE if unit in MARKS else ""
    small, large = (begins + unit * (size // len(unit)) for size in (4_000, 32_000))
    once = passed(lambda: parse(small))
    # Some patterns are asked for in large texts only.
    assert passed(lambda: parse(large)) <= 12 * once + 20 * len(large)


def test_work_grows_with_what_stands_above_a_story() -> None:
    def page(count: int) -> str:
        return "Gula Naik Lagi\n" * 2 + "Foto dari arsip\nEditor: Adi\n" * count + PROSE

    once = _work(lambda: parse(page(100)))
    assert _work(lambda: parse(page(800))) <= 12 * once + 2_000


INSIDE = (
    "Daftar Isi\nA b\n", "Daftar Isi\nA\nB\nC\n", "TERBARU\nx\n", "Tag\nx\n", "Tag\nSumber: x\n",
    "INDEKS BERITA\nTag\n", "Editor: Bagas Permadi\nx\n", "Sumber: Reuters\n", "Selanjutnya\n",
    "Baca Juga: Satu Dua Tiga\n", "ILUSTRASI. Karung\n", "Ini Artikel Spesial\nx\n",
    "Artikel ini telah tayang di Kompas.com\n", "Senin, 28 April 2025 / 20:46 WIB\n", "Halaman\n",
    "1\n2\n", "- Gula\n", "Baca Juga:\n- Gula\n- Kopi\n",
)  # fmt: skip
"""Lines over and over within a story: a rule that looks at all that follows must do so once."""
PROSE = (
    "Menurut Ratri Wulandika, analis Lembah Riset, kenaikan itu bersifat musiman dan akan mereda "
    "begitu pabrik kembali berproduksi penuh pada bulan depan.\n"
)


@pytest.mark.parametrize("unit", INSIDE, ids=ascii)
def test_work_grows_with_the_story(unit: str) -> None:
    def story(size: int) -> str:
        return f"KONTAN.CO.ID - JAKARTA. {PROSE}{unit * (size // len(unit))}{PROSE}"

    once = _work(lambda: parse(story(3_000)))
    assert _work(lambda: parse(story(24_000))) <= 12 * once + 2_000


@pytest.mark.parametrize("published", [None, dt.date(2026, 6, 18)], ids=["alone", "published"])
@pytest.mark.parametrize("unit", DATES, ids=ascii)
def test_work_grows_with_the_dates(unit: str, published: dt.date | None) -> None:
    small, large = (unit * (size // len(unit)) for size in (3_000, 24_000))
    once = _work(lambda: parse(small, published=published))
    assert _work(lambda: parse(large, published=published)) <= 12 * once + 2_000


def test_what_a_text_is_asked_for_is_found_once() -> None:
    """Also in a compiled build, which would find a `cached_property` anew each time."""
    text = "Kata Ratri, Selasa (9/6). Gula naik, kata Ratri."
    of_dates = context.Context(text, mentions.find(text), None, [], [])
    of_titles = titles.Vocabulary(text)
    of_lines = cursor.Cursor(lines.split(text).lines, None)
    for asked in (
        lambda: of_dates.open,
        lambda: of_dates.era,
        lambda: of_titles.words,
        lambda: of_titles.starters,
        lambda: of_titles.pairs,
        lambda: of_lines.last_of,
    ):
        assert asked() is asked()


def _patterns(value: object, name: str) -> Iterator[tuple[str, Pattern]]:
    """The patterns in `value`, also deep in its tuples and mappings, with a name for each."""
    if isinstance(value, (Lazy, re.Pattern)):
        yield name, value
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from _patterns(held, f"{name}.{key}")
    elif isinstance(value, (tuple, list, set, frozenset)):
        for number, held in enumerate(value):
            yield from _patterns(held, f"{name}.{number}")


PATTERNS = {
    (pattern.pattern, pattern.flags): name
    for module in MODULES
    for name, pattern in _patterns(vars(module), module.__name__.removeprefix("kontan_parse."))
}
"""Each pattern of the package once, wherever it is held or imported."""


def test_patterns_are_found_wherever_they_are() -> None:
    for held in ("dates.era.PRICES", "seams.GAPPED", "lines._ODD", "sources."):
        assert any(name.startswith(held) for name in PATTERNS.values()), held


def _methods() -> Mapping[tuple[Any, int], set[str]]:
    """How the package asks its patterns: by match, fullmatch, or anything else, which searches."""
    asked: dict[tuple[Any, int], set[str]] = {key: set() for key in PATTERNS}
    for module in MODULES:
        room = Path(*module.__name__.split("."))
        (file,) = (f for f in (room.with_suffix(".py"), room / "__init__.py") if (SRC / f).exists())
        tree = list(ast.walk(ast.parse((SRC / file).read_text(encoding="utf-8"))))
        behind = {id(node.value): node.attr for node in tree if isinstance(node, ast.Attribute)}
        for node in tree:
            held: Any = None
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                held = vars(module).get(node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                owner = vars(module).get(node.value.id)
                held = vars(owner).get(node.attr) if isinstance(owner, ModuleType) else None
            for name, pattern in _patterns(held, ""):
                method = "" if name else behind.get(id(node), "")
                if method not in ("pattern", "flags"):
                    told = method if method in ("match", "fullmatch") else "search"
                    asked[pattern.pattern, pattern.flags].add(told)
    return asked


METHODS = _methods()
BOUNDED = {
    "charset._COMMENT": "sees the first 4,096 bytes of a page",
    "flat._PART_END": "sees what stands above a dateline in the first 700 characters",
    "dates.named._LISTED": "sees a few characters before the name of a month",
    "pages.tangle._SELF_CLOSED": "its repeats are possessive: what they took is never given back",
    "pages.tangle._TAGS": "one of the ways is possessive: what it took is never given back",
}
"""Patterns that could read a text in ever more ways, and why they cannot."""


def test_every_pattern_is_used() -> None:
    assert [PATTERNS[key] for key, methods in METHODS.items() if not methods] == []
    assert {method for methods in METHODS.values() for method in methods} == {
        *("match", "fullmatch", "search")
    }


@pytest.mark.parametrize("key", [*PATTERNS], ids=[*PATTERNS.values()])
def test_no_pattern_reads_a_text_in_ever_more_ways(key: tuple[Any, int]) -> None:
    repeated = [text for method in METHODS[key] if (text := ambiguous(*key, method=method))]
    assert bool(repeated) == (PATTERNS[key] in BOUNDED), repeated


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\w+!", "search"),
        (r"[\w.-]+\.[a-z]{2,}/", "search"),
        (r"Foto .*oleh", "search"),
        (r"Foto(?=.*oleh)", "search"),
        (r"x\w*$", "search"),
        (r"\s*\s*\s*x", "match"),
        (r"\s*\s*", "fullmatch"),
        (r"\d+(?:[.,]?\d+)*x", "match"),
        (r".*a.*b", "match"),
        (r"(?i:a*)A*b", "match"),
        (r"(?:\w+\s*)*x", "match"),
        (r"(?:a+)+b", "match"),
        (r"(?:a*)*b", "match"),
        (r"(?:ab|ab)*c", "match"),
        (r"(?:a(?:a*b)?)*", "match"),
        (r"(?:\w+,? ?){0,3}x", "match"),
    ],
)
def test_a_pattern_that_crawls_is_known(pattern: str, method: str) -> None:
    assert ambiguous(pattern, method=method)


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\w+!", "match"),
        (r"^\w+!", "search"),
        (r"\b\w+!", "search"),
        (r"(?<!\w)\w+!", "search"),
        (r"(?<![\w.])[\w.]+!", "search"),
        (r"Foto [^F]*oleh", "search"),
        (r"Foto .*", "search"),
        (r"Foto \w*+", "search"),
        (r"\s*\s*", "match"),
        (r"\w++\w*!", "match"),
        (r"(?:\w+\s+)*x", "match"),
        (r"(?:\w+(?!\w))*x", "match"),
        (r"[a-z0-9-]+(?:\.[a-z0-9-]+)*", "fullmatch"),
        (r"(?i)(?-i:a*A*)b", "match"),
        (r"[^.]{3,400}\.", "search"),
    ],
)
def test_a_pattern_in_linear_time_is_known(pattern: str, method: str) -> None:
    assert ambiguous(pattern, method=method) is None
