"""The table of rules: each is needed, and its order is what the documentation says."""

from __future__ import annotations

from itertools import pairwise

import pytest

import cases
from kontan_parse import blocks, flat, gaps, lines, parse
from kontan_parse.blocks import driver
from kontan_parse.blocks.rules import RULES, Rule
from kontan_parse.blocks.taken import Taken
from kontan_parse.lines import Line
from kontan_parse.seams import SEAMS, Seam

NAMES = tuple(rule.name for rule in RULES)


def _records_with(rules: tuple[Rule, ...], monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The cases that no longer give their record under other rules."""
    monkeypatch.setattr(driver, "RULES", rules)
    return {p.stem for p in CASES if cases.parsed(p) != EXPECTED[p]}


CASES = cases.texts("synthetic", "realistic", "negative")
EXPECTED = {path: cases.expected(path) for path in CASES}


@pytest.mark.parametrize("name", NAMES[:-1])
def test_no_rule_can_be_dropped(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _records_with(tuple(r for r in RULES if r.name != name), monkeypatch)


@pytest.mark.parametrize("name", NAMES[:-1])
def test_every_rule_is_declined_by_a_negative_case(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule that took everything would be noticed by a case that only looks like it."""
    greedy = tuple(
        r._replace(look=lambda _cursor, _text: Taken(), starts={}, signs=())
        if r.name == name
        else r
        for r in RULES
    )
    broken = _records_with(greedy, monkeypatch)
    assert broken & {p.stem for p in cases.texts("negative")}


@pytest.mark.parametrize(
    ("seam", "sign"),
    [(seam, sign) for seam in SEAMS for sign in seam.signs],
    ids=lambda part: part.cuts.__name__.strip("_") if isinstance(part, Seam) else part.strip(),
)
def test_no_seam_and_none_of_its_signs_can_be_dropped(
    seam: Seam, sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = seam._replace(signs=tuple(other for other in seam.signs if other != sign))
    monkeypatch.setattr(flat, "SEAMS", tuple(fewer if s is seam else s for s in SEAMS))
    assert any(cases.parsed(p) != EXPECTED[p] for p in CASES)


def test_the_order_is_the_grammar() -> None:
    """Swapping two neighbours is a change of the grammar, seen here before it is seen in a text."""
    assert NAMES == (
        "banner",
        "repeat",
        "notice",
        "signature",
        "header",
        "columnist",
        "date-line",
        "caption",
        "pagination",
        "cross-link",
        "link-address",
        "insertion",
        "photo-credit",
        "photo-caption",
        "chart",
        "google-news",
        "paywall",
        "code",
        "index",
        "contents",
        "tags",
        "footer",
        "source",
        "open-dateline",
        "title",
        "bare-caption",
        "stray",
        "mark",
        "paragraph",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("photo-credit", "photo-caption"),
        ("title", "bare-caption"),
        ("bare-caption", "stray"),
        ("stray", "paragraph"),
    ],
)
def test_neighbours_that_compete(first: str, second: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where both rules could take a line, the order decides, and a case notices."""
    order = list(RULES)
    one, two = (next(i for i, r in enumerate(order) if r.name == n) for n in (first, second))
    order[one], order[two] = order[two], order[one]
    assert _records_with(tuple(order), monkeypatch)


def test_first_words_and_signs_hide_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """`starts`, `signs` and `top` only save time: without them every case gives the same."""
    slow = tuple(r._replace(starts={}, signs=(), top=False) for r in RULES)
    assert not _records_with(slow, monkeypatch)


def test_blocks_are_exactly_the_lines() -> None:
    for path in cases.texts():
        split = lines.split(cases.document(path).text)
        pieces = flat.cut(split.lines, split.text, gaps=gaps.find(split)).lines
        classified, _ = blocks.classify(pieces, split.text)
        assert tuple(line for block in classified for line in block.lines) == pieces
        assert _joined(pieces) == _joined(split.lines)


def _joined(split: tuple[Line, ...]) -> list[str]:
    """Each input line's characters; a cut may only drop the blank that it falls on."""
    numbers = sorted({line.number for line in split})
    return [
        "".join(line.text for line in split if line.number == n).replace(" ", "") for n in numbers
    ]


def test_neighbouring_rules_have_different_names() -> None:
    assert all(a.name != b.name for a, b in pairwise(RULES))


@pytest.mark.parametrize(
    "label", ["Baca Juga", "BACA JUGA", "Selanjutnya", "Berikutnya", "Menarik Dibaca", "Tonton"]
)
@pytest.mark.parametrize(
    "part",
    [
        "(Satria Wibawa)",
        "Daftar Isi Memilih gula Menyimpan gula",
        "Artikel ini telah tayang di Radio Lembah dengan judul Gula Naik Lagi",
    ],
)
def test_a_part_in_a_line_ends_before_any_cross_link(part: str, label: str) -> None:
    opening = "KONTAN.CO.ID - JAKARTA. Harga gula naik di atas tanah."
    blank = "" if part.startswith("(") else " "
    article = parse(f"{opening}{blank}{part} {label}: Garam Turun")
    assert [link.title for link in article.cross_links] == ["Garam Turun"]
    assert article.boilerplate == (part,)
    assert article.paragraphs == ("Harga gula naik di atas tanah.",)
