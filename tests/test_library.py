"""The public functions, as a user of the library calls them."""

from __future__ import annotations

import datetime as dt
import doctest
import importlib
import pickle
import pkgutil
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest

import kontan_parse
from kontan_parse import (
    Article,
    Diagnostic,
    Document,
    UnreadableInput,
    UnwritableOutput,
    batch,
    parse,
    parse_html,
    parser,
    record,
    writing,
)

TEXT = (
    "Gula Naik, Pedagang Menahan Stok\nSenin, 28 April 2025 / 20:46 WIB\n"
    "Sumber: Radio Samudra | Editor: Ningsih Larasati\nKONTAN.CO.ID - SEOUL. Harga gula naik."
)


@pytest.mark.parametrize("page", ["<p>Naik.</p>", "\n<!doctype html>", "&lt;p&gt;Naik.", "[<p>a"])
def test_a_page_that_is_parsed_as_text_is_told(page: str) -> None:
    article = parse(page)
    assert "looks-like-markup" in codes(article)
    assert article.origin.media_type == "text/plain"


@pytest.mark.parametrize("text", ["Laba <b>", "<5% naik.", "&lt;5% naik.", "<< Kembali", "<Ucok>"])
def test_a_text_with_a_bracket_is_no_page(text: str) -> None:
    assert "looks-like-markup" not in codes(parse(text))


class Odd:
    """What nothing can be compared to."""

    __hash__ = None  # type: ignore[assignment]

    def __ne__(self, other: object) -> bool:
        raise ValueError("which of them?")


def codes(article: Article) -> list[str]:
    return [finding.code for finding in article.diagnostics]


@pytest.mark.skipif(not parser.__file__.endswith(".py"), reason="doctest reads no compiled code")
def test_doctests() -> None:
    run: set[str] = set()
    for module in pkgutil.walk_packages(kontan_parse.__path__, "kontan_parse."):
        if not module.name.endswith("__main__"):
            result = doctest.testmod(importlib.import_module(module.name))
            assert result.failed == 0, module.name
            if result.attempted:
                run.add(module.name.removeprefix("kontan_parse."))
    assert doctest.testmod(kontan_parse).failed == 0
    assert run >= {"dates.values", "sources.json_lines", "sinks.rows", "cli.options"}


@pytest.mark.parametrize("given", [None, b"Harga gula naik.", 7])
def test_what_is_no_text_is_a_mistake(given: Any) -> None:
    with pytest.raises(TypeError, match="str"):
        parse(given)


@pytest.mark.parametrize("given", [None, float("nan"), 7])
def test_what_is_no_page_is_a_mistake(given: Any) -> None:
    with pytest.raises(TypeError, match="str"):
        parse_html(given)


def test_given_facts_stand_over_printed_ones() -> None:
    article = parse(
        TEXT, title=" Gula  Mahal ", url="https://contoh.example/gula", published="2025-04-30"
    )
    assert article.title == "Gula Mahal"
    assert article.url == "https://contoh.example/gula"
    assert article.published == dt.date(2025, 4, 30)
    assert article.published_text == "Senin, 28 April 2025 / 20:46 WIB"
    assert "Gula Naik, Pedagang Menahan Stok" in article.boilerplate
    assert codes(article) == ["conflicting-titles", "conflicting-dates"]


def test_given_facts_that_agree_give_no_finding() -> None:
    article = parse(TEXT, title="Gula Naik, Pedagang Menahan Stok", published="2025-04-28T20:46:00")
    assert codes(article) == []
    assert article.boilerplate == ()


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2025-04-28", "2025-04-28"),
        ("2025-04-28 20:46:13+07:00", "2025-04-28T20:46:13+07:00"),
        ("2025-04-28 20:46:13 +0700", "2025-04-28T20:46:13+07:00"),
        ("20250428", "2025-04-28"),
        ("2025-118", "2025-04-28"),
        ("2025-W18-1", "2025-04-28"),
        ("2025-118T20:46+07", "2025-04-28T20:46:00+07:00"),
        ("Senin, 28 April 2025 / 20:46 WIB", "2025-04-28T20:46:00+07:00"),
        (dt.date(2025, 4, 28), "2025-04-28"),
        (dt.datetime(2025, 4, 28, 20, 46), "2025-04-28T20:46:00"),
    ],
)
def test_published_is_read(given: str | dt.date, value: str) -> None:
    article = parse("KONTAN.CO.ID - SEOUL. Harga gula naik.", published=given)
    assert record.to_dict(article)["published"] == value


@pytest.mark.parametrize(
    "given",
    [
        "kemarin",
        "2025",
        "2025-04",
        "2025-W18",
        "12",
        "2025-02-30",
        "1.234",
        "1745848800",
        "1710121500000",  # which begins with a day of 1710
        "1710121500000.0",
        "171012150000000",
        "202504280101",
        "2025-04-28010:26",
    ],
)
def test_published_is_never_guessed(given: str) -> None:
    article = parse("KONTAN.CO.ID - SEOUL. Harga gula naik.", published=given)
    assert article.published is None
    assert codes(article) == ["unreadable-published"]


@pytest.mark.parametrize("given", [None, "", " \n", float("nan"), "NaT"])
def test_published_that_says_nothing_is_not_said(given: Any) -> None:
    if given == "NaT":
        given = pytest.importorskip("pandas").NaT
    article = parse("KONTAN.CO.ID - SEOUL. Harga gula naik.", title="", published=given)
    assert (article.title, article.published, codes(article)) == (None, None, [])


@pytest.mark.parametrize("name", ["title", "url", "published"])
@pytest.mark.parametrize("kind", [None, "", "NaN", "NaT", "NA", "float32", "Decimal"])
def test_what_tables_have_for_nothing_says_nothing(name: str, kind: str | None) -> None:
    given: Any = kind
    if kind in ("NaT", "NA"):
        given = getattr(pytest.importorskip("pandas"), kind)
    elif kind == "float32":
        given = pytest.importorskip("numpy").float32("nan")
    elif kind:
        given = Decimal("nan") if kind == "Decimal" else float("nan")
    assert parse(TEXT, **{name: given}) == parse(TEXT)
    page = f"<article><p>{TEXT}</article>"
    assert parse_html(page, **{name: given}) == parse_html(page)
    assert parse_html(page.encode(), **{name: given}) == parse_html(page.encode())


@pytest.mark.parametrize("name", ["title", "url", "published"])
@pytest.mark.parametrize("given", [5, 2025.5, True, b"Gula", ("Gula",), Odd()])
def test_what_is_no_fact_is_a_mistake(name: str, given: Any) -> None:
    wanted = f"{name} is a str(, a date)? or None, not {type(given).__name__}"
    for parsed in (parse, parse_html):
        with pytest.raises(TypeError, match=wanted):
            parsed("Harga gula naik.", **{name: given})


class Nanoseconds(dt.datetime):
    """A moment that writes more than a `datetime`, as that of pandas does."""

    def isoformat(self, *_: Any, **__: Any) -> str:
        """Nine digits."""
        return f"{super().isoformat()}789"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (Nanoseconds(2025, 4, 28, 20, 46, 1, 123456), "2025-04-28T20:46:01.123456"),
        (dt.datetime(1900, 1, 1, tzinfo=ZoneInfo("Asia/Jakarta")), "1900-01-01T00:00:00+07:07"),
        (dt.datetime(1, 1, 1, tzinfo=ZoneInfo("Asia/Jakarta")), "0001-01-01T00:00:00+07:07"),
        ("1900-01-01T00:00:00+07:07:12", "1900-01-01T00:00:00+07:07"),
        ("1900-01-01T00:00:00-00:00:30", "1900-01-01T00:00:00-00:01"),
        (dt.datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")), None),
    ],
    ids=str,
)
def test_published_keeps_to_the_schema(given: str | dt.date, value: str | None) -> None:
    article = parse("KONTAN.CO.ID - SEOUL. Harga gula naik.", published=given)
    made = record.to_dict(article)
    jsonschema.validate(made, record.schema(), jsonschema.Draft202012Validator)
    assert record.from_dict(made) == article
    assert made["published"] == value or value is None


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (dt.datetime(2025, 4, 28), "2025-04-28"),
        ("2025-04-28 00:00:00", "2025-04-28"),
        ("2025-04-28T00:00:00.000", "2025-04-28"),
        ("20250428T0000", "2025-04-28"),
        ("28/04/2025 00:00", "2025-04-28"),
        ("28 April 2025 00:00", "2025-04-28"),
        ("28 Apr 2025 12:00 AM", "2025-04-28"),
        (dt.datetime(2025, 4, 28, 0, 0, 0, 1), "2025-04-28T00:00:00.000001"),
        ("2025-04-28 00:01", "2025-04-28T00:01:00"),
        ("2025-04-28T00:00:00Z", "2025-04-28T00:00:00+00:00"),
        ("2025-04-28 00:00 WIB", "2025-04-28T00:00:00+07:00"),
        ("28/04/2025 00:00 WIB", "2025-04-28T00:00:00+07:00"),
        ("Senin, 28 April 2025 / 00:00 WIB", "2025-04-28T00:00:00+07:00"),
    ],
    ids=str,
)
def test_midnight_without_a_zone_is_no_time(given: str | dt.datetime, value: str) -> None:
    """It is what a table makes of a date."""
    article = parse("KONTAN.CO.ID - SEOUL. Harga gula naik.", published=given)
    assert record.to_dict(article)["published"] == value


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("28/04/2025", "2025-04-28"),
        ("28-4-2025 20:46", "2025-04-28T20:46:00"),
        ("28.04.2025 20.46.07", "2025-04-28T20:46:07"),
        ("28/4/2025, 20:46 WIB", "2025-04-28T20:46:00+07:00"),
        ("04/28/2025", None),  # never month and day
        ("31/4/2025", None),
        ("28/4-2025", None),
        ("28/4/25", "2025-04-28"),
        ("5/4/25 9.20", "2025-04-05T09:20:00"),
        ("4/28/25", None),
        ("28-4-25", None),  # which may begin with a year
        ("28/4/95", None),
        ("28/4/025", None),
        ("28-Apr-2025", "2025-04-28"),
        ("8-Apr-25", "2025-04-08"),
        ("08-APR-25 20:46:07", "2025-04-08T20:46:07"),
        ("28/Apr/2025", "2025-04-28"),
        ("28-Agu-25", "2025-08-28"),
        ("28 Des 25", "2025-12-28"),
        ("28 Mei '25", "2025-05-28"),
        ("Senin, 28 Apr 25 20:46 WIB", "2025-04-28T20:46:00+07:00"),
        ("28-Apr 25", None),
        ("28-Apr-95", None),
        ("28-Apr-025", None),
        ("31-Apr-25", None),
        ("28-Kop-25", None),
        ("Apr-25", None),
        ("28 Apr 25 ribu", None),
        ("Apr 28, 2025", "2025-04-28"),
        ("April 28, 2025", "2025-04-28"),
        ("Apr. 28th 2025, 8:46 PM", "2025-04-28T20:46:00"),
        ("Monday, April 28, 2025", "2025-04-28"),
        ("Mon Apr 28 2025", "2025-04-28"),
        ("April 31, 2025", None),
        ("April 28, 25", None),
        ("Laba 28, 2025", None),
        ("April 28, 2025 dan 2026", None),
        ("2025-04-28 20:46:07 WIB", "2025-04-28T20:46:07+07:00"),
        ("2025-04-28T20:46WITA", "2025-04-28T20:46:00+08:00"),
        ("Mon, 28 Apr 2025 13:46:00 GMT", "2025-04-28T13:46:00+00:00"),
        ("28 Apr 2025 13:46:00 +0000", "2025-04-28T13:46:00+00:00"),
        ("Mon, 28 Apr 2025 20:46 +0700 (WIB)", "2025-04-28T20:46:00+07:00"),
        ("Mon, 31 Apr 2025 13:46:00 GMT", None),
        ("28 Apr 2025 20:46 +0700", "2025-04-28T20:46:00+07:00"),
        ("28 Agu 2025 20:46 +0700", "2025-08-28T20:46:00+07:00"),
        ("2025-04-28 20:46:07 UTC", "2025-04-28T20:46:07+00:00"),
        ("2025-04-28 20:46:07.250 +0000", "2025-04-28T20:46:07.250000+00:00"),
        ("2025-04-28T20:46:07,25z", "2025-04-28T20:46:07.250000+00:00"),
        ("20250428 204607", "2025-04-28T20:46:07"),
        ("2025-04-28\xa0 20:46", "2025-04-28T20:46:00"),
        ("2025/04/28", "2025-04-28"),
        ("2025/4/28 20:46:07+07:00", "2025-04-28T20:46:07+07:00"),
        ("2025/28/04", None),
        ("Senin, 28/04/2025 | 20:46 WIB", "2025-04-28T20:46:00+07:00"),
        ("28 Apr 2025 20:46", "2025-04-28T20:46:00"),
        ("28 Apr 2025, 20.46.07", "2025-04-28T20:46:07"),
        ("28 April 2025 pukul 20.46 WIB", "2025-04-28T20:46:00+07:00"),
        ("Senin, 28 April 2025, pukul 20:46 WITA", "2025-04-28T20:46:00+08:00"),
        ("28 April 2025 | Pukul 20:46 WIB", "2025-04-28T20:46:00+07:00"),
        ("28 April 2025 jam 9.20", "2025-04-28T09:20:00"),
        ("28 Aug 2025 20:46 WIB", "2025-08-28T20:46:00+07:00"),
        ("28 Nop 2025", "2025-11-28"),
        ("28 May 2025", "2025-05-28"),
        ("28/4/2025 pkl. 9.20", "2025-04-28T09:20:00"),
        ("28 April 2025 pukul 20.46.07 GMT+8", "2025-04-28T20:46:07+08:00"),
        ("28 April 2025 20.46 UTC+07:00", "2025-04-28T20:46:00+07:00"),
        ("28 April 2025 20.46 GMT+5.30", "2025-04-28T20:46:00"),  # no other zone
        ("28 April 2025 09:00-10:30 WIB", "2025-04-28T09:00:00"),
        ("28 April 2025 / 20:46 WIBReporter: Adi", "2025-04-28T20:46:00+07:00"),
        ("28 April 2025 10 komentar", "2025-04-28"),
        ("28 April 20251", None),
    ],
)
def test_how_a_date_may_be_given(given: str, value: str | None) -> None:
    article = parse("KONTAN.CO.ID - SEOUL. Harga gula naik.", published=given)
    assert record.to_dict(article)["published"] == value
    assert codes(article) == ([] if value else ["unreadable-published"])


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2025-04-28 20.46", "2025-04-28T20:46:00"),
        ("2025-04-28 20.46.07 WIB", "2025-04-28T20:46:07+07:00"),
        ("2025-04-28 09:20.30", "2025-04-28T09:20:30"),
        ("2025-04-28T20.46", None),
        ("2025-04-28T20:46.5", None),
        ("20250428 20.46", None),
        ("2025-04-28+07:00", "2025-04-28"),
        ("2025-04-28-07:00", "2025-04-28"),
        ("2025-04-28Z", "2025-04-28"),
        ("2025-04-28 WIB", "2025-04-28"),
        ("2025-04-28/29", None),
        ("2025-04-28:10", None),
        ("2025-04-28-12", None),
        ("2025-04-28 2025", None),
        ("2025-04-28 20", None),
        ("2025-04-28-09-20", None),
    ],
)
def test_no_time_is_made_of_what_is_none(given: str, value: str | None) -> None:
    article = parse("KONTAN.CO.ID - SEOUL. Harga gula naik.", published=given)
    assert record.to_dict(article)["published"] == value


@pytest.mark.parametrize("day", ["28 Apr 2025", "28/04/2025", "2025/04/28", "2025-04-28"])
@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("11:45 PM", "23:45:00"),
        ("11.45.07 pm WIB", "23:45:07+07:00"),
        ("9:20\u202fa.m.", "09:20:00"),
        ("12:05 AM", "00:05:00"),
        ("12:05 PM", "12:05:00"),
        ("21:20PM", "21:20:00"),
        ("21:20 AM", None),
        ("0:20 PM", None),
    ],
)
def test_hours_before_and_after_noon(day: str, given: str, value: str | None) -> None:
    article = parse("KONTAN.CO.ID - SEOUL. Harga gula naik.", published=f"{day} {given}")
    assert record.to_dict(article)["published"] == (f"2025-04-28T{value}" if value else None)


def test_a_printed_time_without_a_zone_is_of_the_west() -> None:
    """Of Western Indonesia, where Kontan is; a given one may be of anywhere."""
    printed = "Senin, 28 April 2025 / {}\nKONTAN.CO.ID - SEOUL. Harga gula naik."
    for time in ("20:46", "00:00"):
        article = parse(printed.format(time))
        assert record.to_dict(article)["published"] == f"2025-04-28T{time}:00+07:00"


@pytest.mark.parametrize("given", ["2025-12-31T22:00:00Z", "2026-01-01T05:00:00+07:00"])
def test_days_are_counted_on_kontan_s_clocks(given: str) -> None:
    text = "KONTAN.CO.ID - SEOUL. Gula yang naik tahun lalu turun hari ini."
    article = parse(text, published=given)
    assert [date.value for date in article.dates] == ["2025", "2026-01-01"]


def test_a_time_without_a_zone_has_that_of_the_same_minute() -> None:
    printed = "Senin, 28 April 2025 / 20:46 WIB\nKONTAN.CO.ID - SEOUL. Harga gula naik."
    made = record.to_dict(parse(printed, published="2025-04-28 20:46:31"))
    assert made["published"] == "2025-04-28T20:46:31+07:00"
    bare = record.to_dict(parse("Harga gula naik.", published="2025-04-28 20:46:31"))
    assert bare["published"] == "2025-04-28T20:46:31"
    other = parse(printed, published="2025-04-28 20:47:31")
    assert record.to_dict(other)["published"] == "2025-04-28T20:47:31"
    assert codes(other) == ["conflicting-dates"]


def test_a_date_that_is_given_keeps_its_day() -> None:
    """The page declares the same day, on another clock."""
    page = '<meta name="content_PublishedDate" content="2025-04-27T18:30:00Z"><h1>Gula</h1>'
    article = parse_html(
        f"{page}<article>KONTAN.CO.ID - SEOUL. Gula.</article>", published="2025-04-28"
    )
    assert record.to_dict(article)["published"] == "2025-04-28T01:30:00+07:00"
    assert "conflicting-dates" not in codes(article)


@pytest.mark.parametrize("above", [True, False])
def test_what_stands_around_a_story_does_not_date_it(above: bool) -> None:
    """A menu is of the day on which the page was fetched."""
    story = "KONTAN.CO.ID - JAKARTA. Harga gula naik, kata Ratri, Rabu (10/7)."
    menu = "<aside>Presiden Prabowo Resmikan Pabrik Gula, Laba Semester I 2024 Naik</aside>"
    body = f"<div class='tmpt-desk-kon' itemprop=articleBody><p>{story}</p></div>"
    for page in (f"{menu}<h1>Gula</h1>{body}" if above else f"<h1>Gula</h1>{body}{menu}",):
        alone, beside = parse_html(f"<h1>Gula</h1>{body}"), parse_html(page)
        assert beside.dates == alone.dates
        assert beside.published_estimate == alone.published_estimate
    text = f"Editor: Edi\n{story}\nTERBARU\nPresiden Prabowo Resmikan Pabrik Gula"
    assert parse(text).dates == alone.dates

    printed = "Senin, 28 April 2025 / 20:46 WIB\nKONTAN.CO.ID - SEOUL. Harga gula naik."
    for given in (dt.date(2025, 4, 28), dt.datetime(2025, 4, 28)):
        article = parse(printed, published=given)
        assert record.to_dict(article)["published"] == "2025-04-28T20:46:00+07:00"
        assert codes(article) == []
    other = parse(printed, published="2025-04-27")
    assert record.to_dict(other)["published"] == "2025-04-27"
    assert codes(other) == ["conflicting-dates"]


def test_moments_of_pandas_are_plain() -> None:
    pandas = pytest.importorskip("pandas")
    given = pandas.Timestamp("2025-04-28 20:46:01.123456789", tz="Asia/Jakarta")
    article = parse("KONTAN.CO.ID - SEOUL. Harga gula naik.", published=given)
    assert type(article.published) is dt.datetime
    assert record.to_dict(article)["published"] == "2025-04-28T20:46:01.123456+07:00"


def test_a_given_date_stands_beside_one_that_no_calendar_has() -> None:
    article = parse(
        "Senin, 31 Februari 2025 / 20:46 WIB\nEditor: Adi\nGula naik.", published="2025-03-03"
    )
    assert article.published == dt.date(2025, 3, 3)
    assert "conflicting-dates" not in {d.code for d in article.diagnostics}


def test_a_box_that_sells_says_more_than_the_address() -> None:
    told = "KONTAN.CO.ID - JAKARTA. Gula naik.\nIni Artikel Spesial"
    assert parse(told, url="https://kontan.co.id/news/gula?page=2").truncated == "paywall"


@pytest.mark.parametrize("title", [None, "Gula Naik Lagi"])
def test_a_printed_title_is_found_alone(title: str | None) -> None:
    text = f"{title or ''}\nKONTAN.CO.ID - JAKARTA. Gula naik."
    assert writing.printed_title(Document(text=text)) == title


def test_a_known_title_ends_a_link_without_a_guess() -> None:
    text = (
        "KONTAN.CO.ID - SEOUL. Harga gula naik. Baca Juga: Gula Naik, Pedagang Batu Ampar Gelisah "
        "Pedagang di pasar induk mengatakan stok mereka masih cukup untuk tiga pekan ke depan."
    )
    known = {"Gula Naik", "Gula Naik, Pedagang Batu Ampar Gelisah"}
    article = parse(text, known_titles=known)
    assert article.cross_links[0].title == "Gula Naik, Pedagang Batu Ampar Gelisah"
    assert "guessed-title-end" not in codes(article)
    assert "guessed-title-end" in codes(parse(text))


def test_a_known_title_ends_a_link_that_is_short_with_what_follows() -> None:
    text = "KONTAN.CO.ID - SEOUL. Naik. Baca Juga: Gula Naik Lagi Ratri menahan stok."
    article = parse(text, known_titles={"Gula Naik Lagi"})
    assert article.cross_links[0].title == "Gula Naik Lagi"
    assert article.paragraphs == ("Naik.", "Ratri menahan stok.")


@pytest.mark.parametrize("kind", ["Series", "Index", "array", "iterator", "nothing", "str"])
def test_what_holds_no_titles_is_a_mistake(kind: str) -> None:
    titles = ["Gula Naik", "Gula Naik Lagi"]
    given: Any = {"iterator": iter(titles), "nothing": None, "str": "Gula Naik Lagi"}.get(kind)
    if kind == "array":
        given = pytest.importorskip("numpy").array(titles)
    elif kind in ("Series", "Index"):
        given = getattr(pytest.importorskip("pandas"), kind)(titles)
    wanted = r"a str; give {title}" if kind == "str" else rf"{type(given).__name__}; give set\("
    with pytest.raises(TypeError, match=wanted):
        parse("KONTAN.CO.ID - SEOUL. Naik. Baca Juga: Gula Naik Ratri lega.", known_titles=given)


@pytest.mark.parametrize("kind", [set, frozenset, list, tuple, dict.fromkeys, batch.Titles])
def test_titles_may_be_in_any_container(kind: Any) -> None:
    text = "KONTAN.CO.ID - SEOUL. Naik. Baca Juga: Gula Naik Lagi Ratri menahan stok."
    article = parse(text, known_titles=kind(["Gula Naik", "Gula Naik Lagi"]))
    assert article.cross_links[0].title == "Gula Naik Lagi"


def test_a_known_title_is_whole_words() -> None:
    text = "KONTAN.CO.ID - SEOUL. Naik. Baca Juga: Harga Gulali Naik"
    assert parse(text, known_titles={"Harga Gula"}).cross_links[0].title == "Harga Gulali Naik"


def test_lone_surrogates_are_replaced() -> None:
    article = parse("KONTAN.CO.ID - SEOUL. Harga \ud800 gula.", title="\udfff", url="\udc00")
    assert article.paragraphs == ("Harga \ufffd gula.",)
    assert article.title == article.url == "\ufffd"
    assert codes(article) == ["lone-surrogates"]
    assert record.dumps(record.to_dict(article))
    inside = {"a": ["\ud800", {"b": "x\udfff", "c": 1}]}
    assert record.loads(record.dumps(inside)) == {"a": ["\ufffd", {"b": "x\ufffd", "c": 1}]}


@pytest.mark.parametrize("published", ["2025-04-28", "2025-04-28T20:46:00+07:00", None])
def test_an_article_comes_back_from_its_record(published: str | None) -> None:
    text = f"{TEXT}\nBaca Juga: Kopi Naik\nKOMPAS.com, Senin (28/4). Kopi naik sejak 2024."
    article = parse(text, published=published, url="https://contoh.example/gula")
    back = record.from_dict(record.loads(record.dumps(record.to_dict(article))))
    assert (back, back.origin, type(back.published)) == (
        article,
        article.origin,
        type(article.published),
    )


def test_articles_compare_by_content() -> None:
    spread = TEXT.replace("\n", "\n\n\n")
    assert parse(TEXT) == parse(spread)
    assert Diagnostic(code="a", severity="note", message="m", line=1) == Diagnostic(
        code="a", severity="note", message="m", line=2
    )


def test_everything_pickles() -> None:
    article = parse(TEXT)
    failures = (UnreadableInput("a", "missing", "gone"), UnwritableOutput("a", "full"))
    assert pickle.loads(pickle.dumps(article)) == article  # noqa: S301 - our own bytes
    for failure in failures:
        assert str(pickle.loads(pickle.dumps(failure))) == str(failure)  # noqa: S301


def test_a_record_of_another_shape_is_refused() -> None:
    made = record.to_dict(parse(TEXT))
    with pytest.raises(ValueError, match="kontan-parse/9"):
        record.from_dict(made | {"schema": "kontan-parse/9"})


@pytest.mark.parametrize(
    "where", [("origin",), ("cross_links", 0), ("syndicated",), ("dates", 0), ("diagnostics", 0)]
)
def test_a_key_too_much_is_passed_over_and_one_too_few_is_told(where: tuple[Any, ...]) -> None:
    text = (
        f"{TEXT.replace('Senin', 'Selasa')}\nBaca Juga: Kopi Naik\nKopi naik, Senin (28/4/2025).\n"
        'Artikel ini telah tayang di Kompas.com dengan judul "Kopi Naik"'
    )
    article = parse(text)
    made = record.to_dict(article)
    part: Any = made
    for key in where:
        part = part[key]
    part["lain"] = 1
    assert record.from_dict(made) == article
    part.popitem()
    missing, _ = part.popitem()
    with pytest.raises(KeyError, match=missing):
        record.from_dict(made)


def test_less_than_one_process_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="1 or more, not 0"):
        batch.here(batch.Settings(), jobs=0, timeout=5)


def test_steering_characters_are_escaped_in_json() -> None:
    steering = "\x1b\x7f\x80\x9f\u061c\u200e\u200f\u202a\u202e\u2066\u2069"
    nasty = "a" + "b".join(steering) + "“©”"
    written = record.dumps({"text": nasty})
    assert written.decode().isprintable() or written.decode()[:-1].isprintable()
    import json

    assert json.loads(written) == {"text": nasty}
