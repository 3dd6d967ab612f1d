"""How the years of dates are settled, and when an article appeared; with two judges from outside.

`edtf` reads what is written, `dateparser` what is printed; neither is used by the program.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
import warnings
from collections.abc import Callable

import dateparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontan_parse import Dateline, parse
from kontan_parse.dates import settled
from kontan_parse.dates.context import BEYOND
from kontan_parse.dates.days import AHEAD, LAST, NEAR, YEARS
from kontan_parse.dates.settled import Settled
from kontan_parse.dates.values import DAYS
from kontan_parse.diagnostics import CATALOGUE

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it builds its grammar in a way that pyparsing frowns upon
    from edtf import parse_edtf
    from edtf.parser.parser_classes import Date, Interval

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
PURBAYA = "Kata Menkeu Purbaya,"
TRUMP = "Kata Presiden Donald Trump,"
SINCE = "Tarif resiprokal itu berat."
"""It was first heard of in November 2024."""
DAY = dt.date(2026, 6, 18)
"""A Thursday, on which most of the invented texts appear."""


def settle(
    *paragraphs: str,
    title: str | None = None,
    published: dt.date | None = None,
    dateline: dt.date | None = None,
    titles: tuple[str, ...] = (),
    captions: tuple[str, ...] = (),
) -> Settled:
    """The dates of the paragraphs, whose lines are 1, 2, 3 and so on."""
    opened = Dateline(text="JAKARTA, …", outlet=None, places=("JAKARTA",), date=dateline)
    lines = range(1, len(paragraphs) + 1)
    return settled.settle(
        title, paragraphs, lines, published, opened if dateline else None, titles, captions
    )


def told(settled: Settled) -> list[tuple[str | None, str | None]]:
    """The values with what they rest on."""
    return [(date.value, date.basis) for date in settled.dates]


def codes(settled: Settled) -> list[str]:
    return [finding.code for finding in settled.findings]


def weekday(day: dt.date) -> str:
    return DAYS[day.weekday()].capitalize()


def named(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


# ── What settles a year ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        # printed
        ("Kamis (18/6/2026)", "2026-06-18", "printed"),
        ("18 Juni 2019", "2019-06-18", "printed"),
        ("Mei 2022", "2022-05", "printed"),
        ("tahun 2006", "2006", "printed"),
        ("kuartal III 2026", "2026-07/2026-09", "printed"),
        ("1 Juni 2026-1 Juli 2026", "2026-06-01/2026-07-01", "printed"),
        ("1-3 Juni 2026", "2026-06-01/2026-06-03", "printed"),
        # the weekday and the day of publication
        ("Rabu (17/6)", "2026-06-17", "weekday"),
        ("Rabu (31/12)", "2025-12-31", "weekday"),
        ("Senin, 3 Agustus", "2026-08-03", "weekday"),
        # the day of publication alone
        ("(17/6)", "2026-06-17", "published"),
        ("kemarin (17/6)", "2026-06-17", "published"),
        ("19 Juli", "2026-07-19", "published"),
        ("31 Desember", "2025-12-31", "published"),
        ("19-20 Juni", "2026-06-19/2026-06-20", "published"),
        # and the word behind, which says on which side of it
        ("20 Desember mendatang", "2026-12-20", "published"),
        ("20 November nanti", "2026-11-20", "published"),
        ("1 Juni mendatang", "2027-06-01", "published"),
        ("1 Juli lalu", "2025-07-01", "published"),
        ("1 Juli kemarin", "2025-07-01", "published"),
        ("18-28 Desember mendatang", "2026-12-18/2026-12-28", "published"),
        ("28 Juni-5 Juli lalu", "2025-06-28/2025-07-05", "published"),
        # but for some days, and for what only looks like such a word
        ("16-17 Juni mendatang", "2026-06-16/2026-06-17", "published"),
        ("19 Juni lalu", "2026-06-19", "published"),
        ("1 Juni mendatangi pasar", "2026-06-01", "published"),
        ("1 Juli lalu lintas padat", "2026-07-01", "published"),
        ("1 Juli lalu dilanjutkan", "2026-07-01", "published"),
        ("November hingga Februari tahun lalu", "2024-11/2025-02", "published"),
        # what counts from it
        ("hari ini", "2026-06-18", "published"),
        ("kemarin", "2026-06-17", "published"),
        ("Rabu kemarin", "2026-06-17", "published"),
        ("pekan kemarin", "2026-06-08/2026-06-14", "published"),
        ("tahun kemarin", "2025", "published"),
        ("besok", "2026-06-19", "published"),
        ("lusa", "2026-06-20", "published"),
        ("pekan ini", "2026-06-15/2026-06-21", "published"),
        ("pekan lalu", "2026-06-08/2026-06-14", "published"),
        ("minggu depan", "2026-06-22/2026-06-28", "published"),
        ("bulan ini", "2026-06", "published"),
        ("bulan lalu", "2026-05", "published"),
        ("tahun ini", "2026", "published"),
        ("tahun lalu", "2025", "published"),
        ("tahun depan", "2027", "published"),
        ("Mei tahun lalu", "2025-05", "published"),
        ("17 Mei tahun lalu", "2025-05-17", "published"),
        ("17-19 Mei tahun lalu", "2025-05-17/2025-05-19", "published"),
        ("Januari-Mei tahun ini", "2026-01/2026-05", "published"),
        ("kuartal I tahun ini", "2026-01/2026-03", "published"),
        ("paruh pertama tahun ini", "2026-01/2026-06", "published"),
        ("lima bulan pertama tahun lalu", "2025-01/2025-05", "published"),
        # a month by its name and the side on which it lies
        ("April lalu", "2026-04", "published"),
        ("Juli lalu", "2025-07", "published"),
        ("Juni lalu", "2025-06", "published"),
        ("Juni ini", "2026-06", "published"),
        ("Juli ini", "2026-07", "published"),
        ("September mendatang", "2026-09", "published"),
        ("Juli-Agustus mendatang", "2026-07/2026-08", "published"),
        ("November hingga Januari mendatang", "2026-11/2027-01", "published"),
        ("Mei-Juni lalu", "2025-05/2025-06", "published"),
        ("November sampai awal Januari lalu", "2025-11/2026-01", "published"),
        ("Mei-Juni ini", "2026-05/2026-06", "published"),
        ("Maret mendatang", "2027-03", "published"),
        ("Juni depan", "2027-06", "published"),
        ("semester II tahun lalu", "2025-07/2025-12", "published"),
    ],
)
def test_with_the_day_of_publication(text: str, value: str, basis: str) -> None:
    settled = settle(f"Gula naik, {text}.", published=DAY)
    assert told(settled) == [(value, basis)]
    assert codes(settled) == []
    assert settled.estimate is None


def test_a_time_of_publication_is_a_day() -> None:
    moment = dt.datetime(2026, 6, 18, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    assert told(settle("Kemarin (17/6) gula naik.", published=moment)) == [
        ("2026-06-17", "published")
    ]


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2026-01-01", "kemarin", "2025-12-31"),
        ("2025-12-31", "besok", "2026-01-01"),
        ("2025-12-30", "lusa", "2026-01-01"),
        ("2026-03-01", "kemarin", "2026-02-28"),
        ("2024-03-01", "kemarin", "2024-02-29"),
        ("2026-01-15", "bulan lalu", "2025-12"),
        ("2025-12-15", "bulan depan", "2026-01"),
        ("2026-03-31", "bulan lalu", "2026-02"),
        ("2026-01-01", "tahun lalu", "2025"),
        ("2026-01-01", "pekan ini", "2025-12-29/2026-01-04"),
        ("2026-01-04", "pekan ini", "2025-12-29/2026-01-04"),
        ("2026-01-05", "pekan lalu", "2025-12-29/2026-01-04"),
        ("2026-06-15", "Desember ini", "2026-12"),
        ("2026-07-15", "Januari ini", "2026-01"),
        ("0001-01-02", "bulan ini", "0001-01"),
        ("9999-12-30", "bulan ini", "9999-12"),
    ],
)
def test_months_and_years_end(published: str, text: str, value: str) -> None:
    settled = settle(f"Gula naik {text}.", published=dt.date.fromisoformat(published))
    assert told(settled) == [(value, "published")]


@pytest.mark.parametrize("day", [dt.date.min, dt.date.max])
def test_the_calendar_ends(day: dt.date) -> None:
    """What lies beyond the calendar is no date; nothing fails."""
    words = "kemarin, besok, lusa, pekan lalu, pekan depan, bulan lalu, bulan depan, "
    words += "tahun lalu, tahun depan, Mei tahun lalu, 5 Mei tahun depan, 5 Mei, Senin (5/5)"
    for value, _ in told(settle(words, published=day)):
        assert value is None or edtf(value)


@pytest.mark.parametrize(
    "text",
    ["Jumat kemarin", "Senin besok", "sepekan kemarin", "Lebaran kemarin", "semester II kemarin"],
)
def test_what_is_no_day_before_the_publication(text: str) -> None:
    assert told(settle(f"Gula naik {text}.", published=DAY)) == []


def test_relative_days_need_the_day_of_publication() -> None:
    text = "Kemarin dan pekan lalu gula naik, Mei tahun lalu turun, April lalu tidak."
    assert told(settle(text)) == []
    assert told(settle(text, dateline=DAY)) == []


# ── Windows ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("side", [-1, 1])
def test_a_weekday_settles_a_year_within_so_many_days(side: int) -> None:
    day = DAY + dt.timedelta(days=side * NEAR)
    settled = settle(f"{weekday(day)} ({day.day}/{day.month})", published=DAY)
    assert told(settled) == [(day.isoformat(), "weekday")]


def test_a_weekday_too_far_ahead_settles_nothing() -> None:
    day = DAY + dt.timedelta(days=NEAR + 1)
    settled = settle(f"{weekday(day)} ({day.day}/{day.month})", published=DAY)
    assert told(settled) == [(day.replace(year=day.year - 1).isoformat(), "published")]
    assert codes(settled) == ["weekday-mismatch"]


@pytest.mark.parametrize(("days", "year"), [(AHEAD, 2026), (AHEAD + 1, 2025)])
def test_a_day_alone_lies_at_most_so_far_ahead(days: int, year: int) -> None:
    day = (DAY + dt.timedelta(days=days)).replace(year=year)
    assert told(settle(named(day), published=DAY)) == [(day.isoformat(), "published")]


@pytest.mark.parametrize("after", range(BEYOND + 2))
def test_the_first_year_counts_that_is_so_near_to_the_latest_past_one(after: int) -> None:
    day = dt.date(2013, 6, 18)
    settled = settle(f"Selasa ({day.day}/{day.month}), sejak tahun {day.year - after}.")
    if after <= BEYOND:
        assert told(settled)[0] == ("2013-06-18", "context")
        assert codes(settled) == []
    else:
        assert told(settled)[0] == (None, None)
        assert codes(settled) == ["open-year"]


def test_farther_away_only_one_year_of_the_almanac_may_be_left() -> None:
    assert told(settle("Selasa (18/6), sejak tahun 2021."))[0] == ("2024-06-18", "context")
    assert told(settle("Selasa (18/6), sejak tahun 2018."))[0] == ("2019-06-18", "context")
    assert told(settle("Kata Presiden Prabowo, Selasa (9/6)."))[0] == ("2026-06-09", "context")
    assert codes(settle("Kata Presiden Trump, Selasa (9/6).")) == ["open-year"]


def test_a_year_that_is_printed_is_not_much_older_than_the_text_that_knows_no_later() -> None:
    """The ninth of November was a Tuesday in 2021 and will be in 2027; 2022 was an outlook."""
    assert codes(settle("Laba pada 2022 naik, kata bank KBMI 3, Selasa (9/11).")) == ["open-year"]
    assert codes(settle("Laba pada 2021 naik, kata bank KBMI 3, Kamis (2/7).")) == ["open-year"]


def test_a_day_on_which_the_text_cannot_have_been_written_is_passed_over() -> None:
    """The fifth of April was a Friday in 2019 and 2024: what is spoken of came later."""
    spoken = "Tarif resiprokal itu berat, kata Danu, Jumat (5/4)."
    assert codes(settle(spoken.replace("Tarif", "Soal tarif"))) == ["open-year"]
    assert told(settle("Dijual sejak 2020, kata Danu, Kamis (9/7)."))[-1][0] == "2020-07-09"
    assert codes(settle("KBMI 3 dibahas sejak 2020, Kamis (9/7).")) == []
    assert told(settle("KBMI 3 dibahas sejak 2020, Kamis (9/7)."))[-1][0] == "2026-07-09"


def test_a_text_can_be_of_the_first_and_the_last_day_of_its_era() -> None:
    first = settle("Kata Presiden Prabowo, Rabu (14/2).")
    assert told(first) == [("2024-02-14", "context")]
    last = settle(f"Kata Menkeu Purbaya, {weekday(LAST)} ({LAST.day}/{LAST.month}).")
    assert told(last) == [(LAST.isoformat(), "context")]


def test_a_day_without_its_year_tells_nothing_of_that_of_a_weekday() -> None:
    settled = settle("Kata Ratri, Selasa (9/1), kopi naik 3 Mei.")
    assert told(settled) == [(None, None), (None, None)]


def test_most_weekdays_of_a_text_outvote_its_slips() -> None:
    days = "Rabu (9/4), Jumat (11/4), Sabtu (12/4) dan Kamis (9/4)"
    assert [value for value, _ in told(settle(f"Menko Pangan datang {days}."))] == [
        "2025-04-09", "2025-04-11", "2025-04-12", "2025-04-09",
    ]  # fmt: skip


def test_slips_leave_years_open_that_fit_equally_well() -> None:
    days = "Rabu (21/4), Kamis (21/4)"
    assert codes(settle(f"IHSG ditutup naik ke 5.993,24, {days}.")) == ["open-year"] * 2
    days = "Rabu (30/12) dan Kamis (2/1)"  # no December before that January has this Wednesday
    assert codes(settle(f"Menko Pangan bicara {days}.")) == ["open-year"] * 2


def test_weekdays_of_which_less_than_half_agree_stay_open() -> None:
    days = "Senin (18/6), Selasa (18/6) dan Jumat (18/6)"
    settled = settle(f"Stok pada 2024 naik. Gula dijual {days}.")
    assert codes(settled) == ["open-year"] * 3


def test_half_of_the_weekdays_are_too_few_where_the_others_fit_another_year() -> None:
    """The first of April was a Tuesday in 2025, the last of March a Sunday in 2024."""
    days = "Selasa (1/4). Terburuk sejak {}. Kata {}, Minggu (31/3)."
    for since in ("Juli 2022", "Juli 2023"):
        settled = settle(f"Gula anjlok {days.format(since, 'Trump')}")
        assert told(settled)[0] == (None, None)
        assert codes(settled) == ["open-year"] * 2
    assert told(settle(f"Gula anjlok {days.format('Juli 2018', 'Danu')}"))[2][0] == "2019-03-31"


def test_farther_away_half_of_the_weekdays_have_all_of_the_almanac_for_rivals() -> None:
    """The 18th of June was a Tuesday in 2024 and a Wednesday in 2025."""
    settled = settle("Gula naik sejak tahun 2021, Selasa (18/6) dan Rabu (18/6).")
    assert codes(settled) == ["open-year"] * 2


def test_a_year_in_which_the_text_cannot_be_written_is_no_rival() -> None:
    """Trump was no president in March 2024."""
    days = "Selasa (1/4). Terburuk sejak Juli 2022. Kata Presiden AS Donald Trump, Minggu (31/3)."
    settled = settle(f"Gula anjlok {days}")
    assert [value for value, _ in told(settled)] == ["2025-04-01", "2022-07", "2025-03-31"]
    assert [finding.code for finding in settled.findings] == ["weekday-mismatch"]
    hint = "'Minggu (31/3)' was a Senin; 2025-03-30 was a Minggu;"
    assert settled.findings[0].message.startswith(hint)


def test_no_vote_makes_a_text_older_than_what_it_names() -> None:
    """Two of the three days fit 2019, too, which is next to the year that is printed."""
    days = "Selasa (11/6). Kata Ratri, Kamis (13/6). Menurut Bagas, Rabu (14/6)."
    spoken = told(settle(f"Pada tahun 2018 harga naik. Kata Presiden Prabowo, {days}"))
    assert [value for value, _ in spoken][1:3] == ["2024-06-11", "2024-06-13"]
    unnamed = told(settle(f"Pada tahun 2018 harga naik. Kata Danu, {days}"))
    assert [value for value, _ in unnamed][1:3] == ["2019-06-11", "2019-06-13"]


@pytest.mark.parametrize("days", ["Rabu (9/6) dan Kamis (20/7)", "Kamis (20/7) dan Rabu (9/6)"])
def test_the_nearest_weekday_decides_whether_a_printed_day_denies(days: str) -> None:
    settled = settle(f"Pada 12 Juni 2026 gula naik. Kata Ratri, {days}.")
    assert {(value or "")[:4] for value, _ in told(settled)} == {"2026"}


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_goes_before_the_month_of_which_it_is_the_middle(month: int) -> None:
    """In whatever order a set holds them, which is another in each process."""
    day, year_on = dt.date(2026, month, 20), dt.date(2027, month, 20)
    name = MONTHS[month - 1]
    settled = settle(
        f"{weekday(year_on)} (20/{month}) gula naik. "
        f"Gudang terbakar 15 {name} 2026, laba {name} 2026 turun."
    )
    assert told(settled)[0] == (day.isoformat(), "context")
    assert codes(settled) == ["weekday-mismatch"]


def test_several_days_that_agree_outdo_a_printed_day() -> None:
    """In 2027 all three are right; a year before each is a day off."""
    record = "Terakhir kali gula begitu murah adalah pada 19 Juni 2026, kata Ratri,"
    days = told(settle(f"{record} Rabu (9/6). Naik Kamis (3/6), turun Sabtu (12/6)."))
    assert [value for value, _ in days] == ["2026-06-19", "2027-06-09", "2027-06-03", "2027-06-12"]
    more = told(settle(f"{record} Rabu (9/6). Naik Kamis (3/6), turun Sabtu (12/6), naik 14 Juni."))
    assert [value for value, _ in more][1:] == [*[value for value, _ in days][1:], "2027-06-14"]
    alone = settle(f"{record} Rabu (9/6).")
    assert [value for value, _ in told(alone)] == ["2026-06-19", "2026-06-09"]
    assert codes(alone) == ["weekday-mismatch"]


def test_a_text_is_younger_than_the_year_of_a_record() -> None:
    """In 2008, 2014 and 2025 the third of July was a Thursday."""
    text = "Angka itu terendah sejak krisis tahun 2008, kata Ratri, Kamis (3/7)."
    assert codes(settle(text)) == ["open-year"]
    assert told(settle(text.replace("terendah", "rendah")))[-1] == ("2008-07-03", "context")
    text = "Angka itu tertinggi sejak tahun 2024, kata Ratri, Kamis (3/7)."
    assert told(settle(text))[-1] == ("2025-07-03", "context")
    text = "Angka itu tertinggi sejak Mei 2024, kata Ratri, Selasa (18/6)."
    assert told(settle(text))[-1] == ("2024-06-18", "context")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Angka itu terendah sejak Maret 2021", "2025-04-10"),
        ("Angka itu paling rendah sejak Maret 2021", "2025-04-10"),
        ("Angka itu paling rendah dalam sejarah sejak Maret 2021", "2025-04-10"),
        ("Gula turun untuk pertama kalinya sejak Maret 2021", "2025-04-10"),
        ("Gula turun untuk kali pertama sejak Maret 2021", "2025-04-10"),
        ("Gula turun untuk pertama kali semenjak 2021", "2025-04-10"),
        # no such mark, and nothing says how much younger the text is
        ("Gula turun sejak Maret 2021", None),
        ("Gula turun sejak pertama kali dijual pada Maret 2021", None),
        ("Pajak dibayar paling lambat 30 hari sejak Maret 2021", None),
        ("Gula turun paling tidak sejak Maret 2021", None),
        ("Gula turun pertama sejak Maret 2021", None),
        ("Gula paling manis dijual di pasar besar kota sejak Maret 2021", None),
        # the text prints that year elsewhere, or a later one
        ("Angka itu terendah sejak Maret 2021. Laba pada 2021 naik", None),
        ("Angka itu terendah sejak Maret 2021. Angka 2021 itu disimpan", None),
        ("Angka itu terendah sejak Maret 2020. Laba pada 2021 naik", None),
    ],
)
def test_a_text_may_be_much_younger_than_a_record(text: str, value: str | None) -> None:
    assert settle(f"{TRUMP} Kamis (10/4). {text}.").dates[0].value == value


def test_a_plan_with_its_weekday_settles_the_days_around_it() -> None:
    settled = settle("Menko Pangan akan datang Rabu (2/4). Gudang tutup 3 April, sejak 28 Maret.")
    assert [value for value, _ in told(settled)] == ["2025-04-02", "2025-04-03", "2025-03-28"]
    assert codes(settled) == []


def test_a_week_that_is_named_by_its_day_is_no_sunday() -> None:
    settled = settle("Pesanan untuk minggu tanggal 14 April turun, kata Ratri, Senin (28/4/2025).")
    assert [date.text for date in settled.dates] == ["14 April", "Senin (28/4/2025)"]


@pytest.mark.parametrize(
    "text",
    [
        "Harga itu tertinggi sejak 22 September 2008.",
        "Harga gula tetap Rp 13.000 sejak 22 September 2025.",
        "Semenjak 22 September 2025 harga gula tetap.",
        "Petambak kelahiran Jeneponto, 3 Mei 1979, itu gemar menyelam.",
        "Koperasi itu berdiri pada 3 Mei 2019.",
        "Menkeu Purbaya menonton film tentang 3 Mei 2019.",  # he is in office since 2025
    ],
)
def test_a_day_long_gone_does_not_say_when_a_text_appeared(text: str) -> None:
    assert settle(text).estimate is None
    assert settle("Sejak awal tahun gula naik, dan 22 September 2025 turun.").estimate is not None


def test_a_day_on_which_the_text_can_just_have_been_written_says_when_it_appeared() -> None:
    estimate = settle("Menkeu Purbaya dilantik 8 September 2025.").estimate
    assert estimate is not None
    assert estimate.date == dt.date(2025, 9, 8)


def test_a_year_that_is_called_mendatang_is_to_come() -> None:
    """In 2021 and 2027 the fourth of March was a Thursday, or will be."""
    text = "Utang itu jatuh pada 2027 mendatang. Sejak 2020 laba naik, kata Danu, Kamis (4/3)."
    assert told(settle(text))[-1] == ("2021-03-04", "context")
    assert told(settle(text.replace(" mendatang", "")))[-1] == ("2027-03-04", "context")


def test_days_of_the_year_before_come_later_in_it() -> None:
    text = "Menko Pangan bicara Senin (30/12) dan Kamis (2/1)."
    assert [value for value, _ in told(settle(text))] == ["2024-12-30", "2025-01-02"]


@pytest.mark.parametrize(("days", "year"), [(NEAR, 2026), (NEAR + 1, 2025)])
def test_days_of_the_year_before_are_not_farther_than_a_weekday_settles(
    days: int, year: int
) -> None:
    """The third of February was a Monday in 2025, and a Tuesday in 2026."""
    first = dt.date(2026, 2, 3) - dt.timedelta(days=days)
    settled = settle(
        f"{weekday(first)} ({first.day}/{first.month}) gula naik, Selasa (3/2) kopi. "
        "Laba kuartal I-2025 naik."
    )
    assert told(settled)[0] == (first.isoformat(), "context")
    assert told(settled)[1] == (f"{year}-02-03", "context")
    assert codes(settled) == ([] if year == 2026 else ["weekday-mismatch"])


def test_days_of_one_year_may_be_far_apart() -> None:
    settled = settle("Menko Pangan bicara Selasa (7/1) dan Senin (22/12).")
    assert [value for value, _ in told(settled)] == ["2025-01-07", "2025-12-22"]
    assert codes(settled) == []


def test_a_slip_by_one_day_is_not_of_the_year_before() -> None:
    """The sixteenth of April was a Tuesday in 2024; the other two days are of 2025."""
    settled = settle("Menko Pangan bicara Senin (14/4), Selasa (15/4) dan Selasa (16/4).")
    assert [value for value, _ in told(settled)] == ["2025-04-14", "2025-04-15", "2025-04-16"]
    assert codes(settled) == ["weekday-mismatch"]


def test_a_year_beyond_the_almanac_is_a_plan() -> None:
    text = f"KBMI 3 tercapai pada {LAST.year + 1}, kata Ratri, Kamis (2/7)."
    assert told(settle(text))[-1] == ("2026-07-02", "context")


def test_the_first_year_of_the_almanac_may_be_past() -> None:
    settled = settle(f"Laba tahun {YEARS.start} naik, kata Ratri, Senin (18/6).")
    assert told(settled)[-1] == (f"{YEARS.start}-06-18", "context")


def test_the_first_year_that_fits_is_taken() -> None:
    """The same day falls on the same weekday again after five, six or eleven years."""
    for latest in (2016, 2017, 2018, 2019):
        settled = settle(f"Selasa (18/6), sejak tahun {latest}.")
        assert told(settled)[0] == (("2019-06-18", "context") if latest >= 2017 else (None, None))


# ── New Year, leap days ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Pedagang diberi waktu hingga 26 November", "2026-11-26"),
        ("Pedagang menaikkan harga pada 26 November", "2025-11-26"),
        ("Pedagang diberi waktu hingga 1 Februari", "2026-02-01"),
        (
            "Menteri akan membagikan benih tebu untuk seluruh koperasi petani di lereng Wonomukti "
            "pada 26 November",
            "2026-11-26",
        ),
        ("Pameran akan berlangsung 18-28 November", "2026-11-18/2026-11-28"),
        ("Pameran direncanakan 18-28 November", "2026-11-18/2026-11-28"),
        ("Pameran berlangsung 18-28 November", "2025-11-18/2025-11-28"),
        ("Penjualan mulai 1 Oktober hingga 30 November naik", "2025-10-01/2025-11-30"),
        ("Pameran akan dibuka mulai 1 Oktober hingga 30 November", "2026-10-01/2026-11-30"),
    ],
)
def test_a_plan_is_not_half_a_year_old(text: str, value: str) -> None:
    assert told(settle(f"{text}.", published=dt.date(2026, 6, 26))) == [(value, "published")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # its clause says that it is to come
        ("Aturan akan berlaku pada 1 Agustus", "2019-08-01"),
        ("Aturan bakal berlaku mulai 1 Agustus", "2019-08-01"),
        ("Nanti di 1 Agustus bobotnya penuh", "2019-08-01"),
        ("Rapat dijadwalkan digelar 1 Agustus", "2019-08-01"),
        ("Rapat yang akan digelar 1 Agustus", "2019-08-01"),
        ("Pameran direncanakan 1-3 Agustus", "2019-08-01/2019-08-03"),
        ("Aturan akan berlaku pada 21 November", "2019-11-21"),
        ("Aturan akan berlaku pada 22 November", "2018-11-22"),  # two months ago
        ("Bobotnya akan naik, sesudah turun pada 1 Agustus", "2018-08-01"),
        ("Bursa akan menutup gudang setelah kebakaran 1 Agustus", "2018-08-01"),
        ("Bursa akan mengubah aturan yang terbit pada 1 Agustus", "2018-08-01"),
        ("Rapat semula dijadwalkan digelar 1 Agustus", "2018-08-01"),
        ("Aturan akan berlaku. Gudang terbakar pada 1 Agustus", "2018-08-01"),
        ("Gudang terbakar pada 1 Agustus", "2018-08-01"),
        # that month of the next year is printed, and not that of the last
        ("Pada Agustus 2019 bobotnya penuh. Rapat pada 1 Agustus", "2019-08-01"),
        ("Pada Juli-Agustus 2019 bobotnya naik. Rapat pada 1 Agustus", "2019-08-01"),
        ("Pada Agustus 2019 bobotnya penuh. Gula naik sejak 1 Agustus", "2018-08-01"),
        ("Pada Agustus 2018 dan Agustus 2019 panen. Rapat 1 Agustus", "2018-08-01"),
        ("Pada Agustus 2020 bobotnya penuh. Rapat pada 1 Agustus", "2018-08-01"),
        ("Pada September 2019 bobotnya penuh. Rapat pada 1 Agustus", "2018-08-01"),
    ],
)
def test_what_is_announced_is_not_months_old(text: str, value: str) -> None:
    settled = settle(f"{text}.", published=dt.date(2019, 1, 21))
    assert told(settled)[-1] == (value, "published")


def test_what_is_announced_for_the_coming_summer_is_not_of_the_last() -> None:
    settled = settle("Pameran akan digelar pada 20 Juli.", published=dt.date(2027, 1, 15))
    assert told(settled) == [("2027-07-20", "published")]


@pytest.mark.parametrize(
    ("published", "text", "value"),
    [
        ("2026-01-02", "Rabu (31/12)", "2025-12-31"),
        ("2025-12-31", "Jumat (2/1)", "2026-01-02"),
        ("2026-01-02", "(31/12)", "2025-12-31"),
        ("2025-12-31", "(2/1)", "2026-01-02"),
        ("2026-01-02", "30 Desember-2 Januari", "2025-12-30/2026-01-02"),
        ("2025-12-29", "30 Desember-2 Januari", "2025-12-30/2026-01-02"),
        ("2025-12-29", "(30/12-2/1)", "2025-12-30/2026-01-02"),
        ("2024-03-01", "Kamis (29/2)", "2024-02-29"),
        ("2024-03-01", "29 Februari", "2024-02-29"),
        ("2025-01-10", "29 Februari", "2024-02-29"),
    ],
)
def test_around_the_year_s_end(published: str, text: str, value: str) -> None:
    settled = settle(f"Gula naik {text}.", published=dt.date.fromisoformat(published))
    assert [date.value for date in settled.dates] == [value]
    assert codes(settled) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30 Desember-2 Januari 2027", "2026-12-30/2027-01-02"),
        ("30 Desember 2026-2 Januari", "2026-12-30/2027-01-02"),
        ("30 Juni-2 Juli 2027", "2027-06-30/2027-07-02"),
        ("1 Juni-1 Juni 2026", "2026-06-01"),
        ("28 November-2 Januari 2027", "2026-11-28/2027-01-02"),
        ("(30/12-2/1/27)", "2026-12-30/2027-01-02"),
        ("3 Agustus hingga 2 November 2026", "2026-08-03/2026-11-02"),
        ("5 Juni hingga akhir Juni 2026", "2026-06-05/2026-06"),
        ("15 Juni 2026 hingga pertengahan Juni 2026", "2026-06-15/2026-06"),
    ],
)
def test_one_year_is_enough_for_a_range(text: str, value: str) -> None:
    assert told(settle(f"Gula naik {text}.")) == [(value, "printed")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("30 Juni dan 31 Desember 2018", ["2018-06-30", "2018-12-31"]),
        ("(30/6), serta (31/12/2018)", ["2018-06-30", "2018-12-31"]),
        ("3 Maret dan 5 Mei tahun lalu", ["2025-03-03", "2025-05-05"]),
        ("31 Desember dan 30 Juni 2018", ["2025-12-31", "2018-06-30"]),
        ("Jumat (30/6) dan 31 Desember 2018", ["2026-06-30", "2018-12-31"]),
        ("3 Maret hingga tanggal 5 Mei 2018", ["2018-03-03/2018-05-05"]),
        ("20 Mei hingga 5 Juni tahun lalu", ["2025-05-20/2025-06-05"]),
        ("28-30 Maret dan 4-6 April 2018", ["2018-03-28/2018-03-30", "2018-04-04/2018-04-06"]),
        ("30-31 Maret dan 30 Maret 2018", ["2026-03-30/2026-03-31", "2018-03-30"]),
        ("Sabtu (30/6) dan Minggu (1/7/2018)", ["2018-06-30", "2018-07-01"]),
        ("2 April, 3 Mei, dan 4 Juni 2018", ["2018-04-02", "2018-05-03", "2018-06-04"]),
        ("2 April, 3 Mei 2018", ["2026-04-02", "2018-05-03"]),
        ("Maret dan April 2019", ["2019-03", "2019-04"]),
        ("Maret, April, dan Mei tahun lalu", ["2025-03", "2025-04", "2025-05"]),
        ("Mei 2017 dan 2018", ["2017-05", "2018"]),
    ],
)
def test_a_year_goes_for_all_that_is_named_in_one_breath(text: str, values: list[str]) -> None:
    dates = settle(f"Gula naik {text}.", published=DAY).dates
    assert [date.value for date in dates] == values


def test_only_a_day_of_publication_has_days_before_it() -> None:
    """The latest weekday stands in for it, and may itself be before what is called past."""
    text = "Rapat digelar 12 Juni lalu, kata Ratri, Rabu (10/6/2026)."
    assert told(settle(text))[0] == ("2026-06-12", "context")


@pytest.mark.parametrize("days", ["15 Desember", "15-18 Desember"])
def test_what_is_to_come_lies_ahead_of_whatever_stands_in_for_it(days: str) -> None:
    text = f"Kata Ratri, Rabu (15/4/2026). Pameran dibuka {days} mendatang."
    assert (told(settle(text))[1][0] or "")[:10] == "2026-12-15"


def test_the_year_before_goes_with_the_new_one() -> None:
    settled = settle("Jumat (2/1) gula naik, Rabu (31/12) tidak. Sejak tahun 2025.")
    assert [date.value for date in settled.dates] == ["2026-01-02", "2025-12-31", "2025"]
    assert settled.estimate is not None
    assert settled.estimate.date == dt.date(2026, 1, 2)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("29 Februari 2023", None),
        ("31 Juni 2026", None),
        ("Selasa (31/6)", None),
        ("Selasa (31/6)", DAY),
        ("Rabu (7//20251)", None),
        ("Senin (14/)", DAY),
        ("awal Oktober (1/1)", None),
        ("pertengahan bulan Oktober (1/1)", DAY),
        ("30-31 Juni 2026", None),
        ("Selasa (30-31/6)", DAY),
        ("9 Juli 2026-7 Juli 2026", None),
        ("29 Februari tahun lalu", DAY),
    ],
)
def test_no_calendar_has_the_day(text: str, published: dt.date | None) -> None:
    settled = settle(f"Gula naik {text}.", published=published)
    assert told(settled) == [(None, None)]
    assert codes(settled) == ["unreadable-date"]


# ── Contradictions and open years ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "actual", "hint"),
    [
        ("Rabu (7/6/2026)", "Minggu", ""),
        (
            "Senin (7/6/2026)",
            "Minggu",
            "; 2026-06-08, or with day and month swapped, 2026-07-06 was a Senin",
        ),
        ("Kamis (9/10/2026)", "Jumat", "; with day and month swapped, 2026-09-10 was a Kamis"),
        ("Sabtu, 11 Juni 2023", "Minggu", "; 2023-06-10 was a Sabtu"),
        ("Kamis, 11 Juni 2025", "Rabu", "; 2026-06-11 was a Kamis"),
        ("Kamis (25/6/2025)", "Rabu", "; 2026-06-25 was a Kamis"),
        ("Kamis (10/6/2026)", "Rabu", "; 2026-06-11 was a Kamis"),
        ("Selasa, 10 Juni 2026", "Rabu", "; 2026-06-09 was a Selasa"),
        ("Jumat (10/6/2026)", "Rabu", "; 2026-07-10 was a Jumat"),
        ("Minggu (10/6/2026)", "Rabu", "; 2026-05-10 was a Minggu"),
        # months farther away where they are near the other day
        ("Rabu (17/8/2026)", "Senin", "; 2026-06-17 was a Rabu"),
        ("Rabu (17/9/2026)", "Kamis", "; 2026-06-17 was a Rabu"),
        ("Kamis (4/8/2026)", "Selasa", "; 2026-06-04 was a Kamis"),
        ("Rabu (3/8/2026)", "Senin", ""),
    ],
)
@pytest.mark.parametrize("published", [None, DAY])
def test_a_weekday_contradicts(
    text: str, actual: str, hint: str, published: dt.date | None
) -> None:
    settled = settle("Gula naik 18 Juni 2026.", f"Kopi juga, {text}.", published=published)
    (finding,) = settled.findings
    assert finding.code == "weekday-mismatch"
    assert finding.line == 2
    assert finding.message == f"{text!r} was a {actual}{hint}; the printed date stands"
    assert [date.basis for date in settled.dates] == ["printed", "printed"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kamis (4/6) hingga Jumat (5/6/2026)", []),
        (
            "Kamis, 4 Juni 2026 hingga Jumat, 6 Juni 2026",
            ["'Jumat, 6 Juni 2026' was a Sabtu; 2026-06-05 was a Jumat"],
        ),
        (
            "Rabu (4/6) hingga Jumat (5/6/2026)",
            ["'Rabu (4/6)' was a Kamis; 2026-06-03 was a Rabu"],
        ),
    ],
)
def test_both_ends_of_a_range_are_compared(text: str, said: list[str]) -> None:
    settled = settle(f"Gula naik {text}.", published=DAY)
    assert [finding.message.partition("; the printed")[0] for finding in settled.findings] == said
    assert settled.dates[0].text == text


def test_the_reading_nearest_to_the_publication_is_told() -> None:
    (alone,) = settle("Kamis (11/6/2025) gula naik.").findings
    assert "; 2025-06-12, or with day and month swapped, 2025-11-06 was" in alone.message
    (beside,) = settle("Kamis (11/6/2025) gula naik, sesudah turun 9 Juni 2026.").findings
    assert "; 2026-06-11, or with" in beside.message
    (far,) = settle("Jumat (14/6/2026) gula naik.").findings
    assert "was a Minggu; the printed" in far.message
    (known,) = settle("Kamis (11/6/2025) gula naik.", published=DAY).findings
    assert "; 2026-06-11, or with" in known.message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Selasa (6/8)", "; with day and month swapped, 2021-06-08 was a Selasa"),
        ("Rabu (6/9)", "; with day and month swapped, 2021-06-09 was a Rabu"),
        ("Rabu (2/10)", "; 2020-09-02 was a Rabu"),  # so was 10 February
        ("Kamis (5/7)", "; 2021-08-05 was a Kamis"),  # as the 7 May of the year before was
        ("Selasa (6 Agustus)", "; 2019-08-06 was a Selasa"),
        ("Selasa (6/8/2020)", "; 2019-08-06 was a Selasa"),  # its year is printed
    ],
)
@pytest.mark.parametrize("published", [None, dt.date(2021, 6, 9)])
def test_a_settled_year_is_another_where_day_and_month_are_swapped(
    text: str, hint: str, published: dt.date | None
) -> None:
    spoken = f"Gula turun pada Selasa (8/6/2021), naik lagi Rabu (9/6). Pada {text}, kopi naik."
    settled = settle(spoken, published=published)
    (finding,) = settled.findings
    message = finding.message.removesuffix("; the printed date stands")
    if text == "Rabu (2/10)" and published is None:  # nothing says that the month is right
        hint = "; 2021-06-02, or with day and month swapped, 2021-02-10 was a Rabu"
    assert message.partition(";")[2] == hint[1:]


@pytest.mark.parametrize(
    ("text", "value", "hint"),
    [
        # what another month would settle, or swapped numbers, is not of a year that nothing prints
        ("Kamis (17/11)", None, "; 2025-04-17 was a Kamis"),
        ("Sabtu (4/12)", None, "; with day and month swapped, 2025-04-12 was a Sabtu"),
        ("Senin (16/7)", None, "; 2024-07-15 was a Senin"),
        # but of one that the text prints, or where it is near
        ("Kamis (17/11) dan Mei 2024", "2024-11-17", "; 2024-10-17 was a Kamis"),
        ("Kamis (17/3)", "2025-03-17", "; 2025-04-17 was a Kamis"),
        ("Kamis (17/11/2024)", "2024-11-17", "; 2024-10-17 was a Kamis"),
    ],
)
def test_a_contradicted_weekday_makes_no_year(text: str, value: str | None, hint: str) -> None:
    settled = settle(f"Laba kuartal I-2025 naik, kata Ratri, Kamis (17/4). Gula turun {text}.")
    assert settled.dates[2].value == value
    (finding,) = settled.findings
    assert finding.message.removesuffix("; the printed date stands").endswith(hint)
    assert finding.code == ("weekday-mismatch" if value else "open-year")


def test_the_year_of_a_range_is_printed_at_either_end() -> None:
    """Its days are compared with none, as those of a single date that prints its year."""
    (finding,) = settle("Gula naik Minggu (4/6) hingga Sabtu (5/6/1999).").findings
    assert "'Minggu (4/6)' was a Jumat; 1999-07-04 was a Minggu;" in finding.message


def test_the_reading_nearest_to_what_settled_the_year_is_told() -> None:
    text = "Gula naik pada kuartal I-2025, kata Ratri, Rabu (2/4). Kopi turun Selasa (16/4)."
    (finding,) = settle(f"{text} Teh naik Kamis (3/4).").findings
    assert "'Selasa (16/4)' was a Rabu; 2025-04-15 was a Selasa;" in finding.message


def test_a_day_that_is_near_to_another_is_of_its_month() -> None:
    """Both have their weekday in August, where a day is printed, too."""
    text = "Gula naik 18 Juni 2026, turun 10 Agustus 2026, kata Ratri,"
    (near,) = settle(f"{text} Selasa (4/6/2026).").findings
    assert "2026-08-04" not in near.message
    (far,) = settle(f"{text} Senin (3/6/2026).").findings
    assert "; 2026-08-03 was a Senin" in far.message


def test_the_end_of_what_is_reported_is_no_day_that_a_slip_was_made_beside() -> None:
    (finding,) = settle("Rapat digelar Senin (30/6/2026). Per 31 Maret 2026, stok naik.").findings
    assert "; 2026-06-29 was a Senin" in finding.message


def test_a_weekday_contradicts_a_year_that_was_settled() -> None:
    settled = settle("Senin (17/6) gula naik.", published=DAY)
    assert told(settled) == [("2026-06-17", "published")]
    assert codes(settled) == ["weekday-mismatch"]


@pytest.mark.parametrize("day", [dt.date(2024, 6, 18), LAST, dt.date(YEARS.start, 1, 1)])
def test_an_open_year_names_those_that_fit(day: dt.date) -> None:
    text = f"{weekday(day)} ({day.day}/{day.month})"
    (finding,) = settle(f"{text} gula naik.").findings
    possible = (day.replace(year=year) for year in range(YEARS.start, LAST.year + 1))
    fitting = [other.year for other in possible if other.weekday() == day.weekday()]
    assert day.year in fitting
    hint = f"; it may be {', '.join(map(str, fitting))}"
    assert finding.message == f"nothing settles the year of {text!r}{hint}"


def test_an_open_year_names_none_before_what_the_text_takes_for_granted() -> None:
    """The reciprocal tariffs are of November 2024."""
    (finding,) = settle("Tarif resiprokal itu berat. Ekspor 2024 turun, Jumat (5/4).").findings
    assert finding.message == (
        "nothing settles the year of 'Jumat (5/4)'; it was a Jumat in 2013, 2019, 2024, when the "
        "text cannot have been written"
    )
    (other,) = settle("Tarif resiprokal itu berat, Sabtu (29/2).").findings
    assert other.message == (
        "nothing settles the year of 'Sabtu (29/2)'; it was a Sabtu in 2020, when the text cannot "
        "have been written"
    )


@pytest.mark.parametrize("text", ["28-29 Februari", "29 Februari"])
@pytest.mark.parametrize("published", [None, DAY])
def test_a_leap_day_may_be_open(text: str, published: dt.date | None) -> None:
    assert codes(settle(f"Gula naik {text}.", published=published)) == ["open-year"]


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("2024-03-15", "29 Februari mendatang"),
        ("2024-03-15", "27-29 Februari mendatang"),
        ("2024-02-10", "29 Februari lalu"),
        ("2024-10-01", "diberi waktu hingga 29 Februari"),
    ],
)
def test_a_leap_day_is_not_on_the_other_side(published: str, text: str) -> None:
    day = dt.date.fromisoformat(published)
    assert codes(settle(f"Pedagang {text}.", published=day)) == ["open-year"]


@pytest.mark.parametrize("text", ["(18/6)", "18 Juni", "19-20 Juni"])
def test_an_open_year_without_a_weekday(text: str) -> None:
    settled = settle(f"Gula naik {text} sejak tahun 2024.")
    assert told(settled)[0] == (None, None)
    assert [f.message for f in settled.findings] == [f"nothing settles the year of {text!r}"]


def test_slips_are_told() -> None:
    settled = settle("Selesa (18/6) gula naik, kopi (7/7//2026).", published=dt.date(2024, 6, 20))
    assert told(settled) == [("2024-06-18", "weekday"), ("2026-07-07", "printed")]
    assert codes(settled) == ["mended-date", "mended-date"]


# ── The rest of the text ─────────────────────────────────────────────────────────────────

SEED = (
    "Kata Ratri, Selasa (18/6), harga gula naik sejak Mei 2022.",
    "Ia akan ke Kediri pada 19-20 Juni, untuk pertama kali sejak Desember 2019.",
    "Pabrik itu berdiri sejak tahun 2006.",
)


@pytest.mark.parametrize("began", ["Rabu, 15 April 2020", "Rabu (15/4/2020)", "15 April 2020"])
def test_an_old_weekday_does_not_outdo_those_that_agree_on_a_later_year(began: str) -> None:
    text = "Kamis (4/3) gula naik. Laba Februari 2021 naik, kata Ratri, Senin (8/3)."
    settled = settle(f"{text} Pembangunan dimulai pada {began}.")
    assert [date.value for date in settled.dates][::2] == ["2021-03-04", "2021-03-08"]
    assert codes(settled) == []
    assert settled.estimate is not None
    assert settled.estimate.date == dt.date(2021, 3, 8)


def test_a_weekday_close_to_one_that_prints_its_year_is_a_slip() -> None:
    settled = settle("Gula naik Rabu (10/3/2021), kata Ratri, Minggu (8/3). Laba tahun 2021 naik.")
    assert told(settled)[1] == ("2021-03-08", "context")
    assert codes(settled) == ["weekday-mismatch"]


def test_the_other_years_of_the_text_tell() -> None:
    settled = settle(*SEED)
    assert [(d.text, d.value, d.basis, d.paragraph) for d in settled.dates] == [
        ("Selasa (18/6)", "2024-06-18", "context", 0),
        ("Mei 2022", "2022-05", "printed", 0),
        ("19-20 Juni", "2024-06-19/2024-06-20", "context", 1),
        ("Desember 2019", "2019-12", "printed", 1),
        ("tahun 2006", "2006", "printed", 2),
    ]
    assert codes(settled) == []
    assert settled.estimate is not None
    assert settled.estimate.date == dt.date(2024, 6, 18)
    assert settled.estimate.basis == "latest-weekday-date"
    assert settled.estimate.text == "Selasa (18/6)"
    assert {"2013", "2019", "2024"} <= set(settled.estimate.candidates)


def test_the_day_of_publication_says_more() -> None:
    settled = settle(*SEED, published=dt.date(2024, 6, 18))
    assert told(settled)[0] == ("2024-06-18", "weekday")
    assert told(settled)[2] == ("2024-06-19/2024-06-20", "published")


def test_a_caption_s_year_tells_too() -> None:
    assert told(settle("Selasa (18/6) gula naik.", captions=("Foto: Ratri, 2023",))) == [
        ("2024-06-18", "context")
    ]


@pytest.mark.parametrize("notice", ["© 2026 Konten oleh Kontan", "©2026", "Copyright 2026"])
def test_a_copyright_says_nothing(notice: str) -> None:
    """A page shows the year in which it was fetched; the article may be older."""
    assert told(settle("Sabtu (13/6) gula naik.", captions=(notice,))) == [(None, None)]


def test_what_began_is_past() -> None:
    settled = settle("Selasa (18/6) gula naik. Tarif berlaku sejak Mei 2022, bukan 2019.")
    assert told(settled)[0] == ("2024-06-18", "context")


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("Laba tahun 2026 naik", "2026-06-18"),
        ("Laba tahun 2026 naik dan akan naik lagi pada 2027", "2026-06-18"),
        ("Laba tahun 2025 naik dan akan naik lagi pada 2027", "2026-06-18"),
        ("Laba akan naik pada 2026", "2026-06-18"),
        ("Laba tahun 2027 naik", None),
    ],
)
def test_the_first_year_is_taken_whatever_is_planned(years: str, expected: str | None) -> None:
    text = f"KONTAN.CO.ID - JAKARTA. {years}. Kata Ratri, Kamis (18/6)."
    assert parse(text).dates[-1].value == expected


def test_a_full_day_in_a_year_that_fits_settles_it() -> None:
    """Later years may be those of plans that no word betrays."""
    text = "Selasa (18/6) gula naik. Panen dimulai 3 Januari 2024. Laba tahun 2027 sama."
    assert told(settle(text))[0] == ("2024-06-18", "context")
    assert told(settle(text.replace("3 Januari 2024", "Januari 2024")))[0] == (None, None)
    text = "Selasa (18/6) gula naik. Panen dimulai 3 Januari 2019. Laba tahun 2027 sama."
    assert told(settle(text))[0] == ("2019-06-18", "context")
    assert told(settle(f"{text} Presiden Prabowo hadir."))[0] == (None, None)


@pytest.mark.parametrize(
    ("text", "value", "slip"),
    [
        # near a month that is printed, whatever other years are
        (
            "Selasa (18/6) gula naik. Laba Mei 2024 turun. Laba tahun 2032 sama.",
            "2024-06-18",
            False,
        ),
        (
            "Selasa (18/6) gula naik. Laba Juni 2024 turun. Laba tahun 2032 sama.",
            "2024-06-18",
            False,
        ),
        ("Selasa (31/12) gula naik. Laba Januari 2025 turun.", "2024-12-31", False),
        # the weekday fits no year that goes with what is printed
        ("Rabu (18/6) gula naik. Laba Mei 2026 turun.", "2026-06-18", True),
        ("Rabu (18/6) gula naik. Laba Mei 2026 turun dari Mei 2025.", "2026-06-18", True),
        ("Rabu (18/6) gula naik. Jika dihitung dalam Mei 2026, laba turun.", "2026-06-18", True),
        ("Rabu (29/6) gula naik. Laba Mei 2026 turun.", "2026-06-29", True),
        ("Kamis (29/2) gula naik. Laba Mei 2026 turun.", None, False),
        ("Kamis (30/6) gula naik. Laba Mei 2026 turun.", None, False),
        # it fits one, but a day close by is printed
        ("Kamis (22/7) gula naik, sepekan 13-17 Juli 2026 kopi.", "2026-07-22", True),
        ("Kamis (22/7) gula naik, sepekan 13-17 Juni 2026 kopi.", "2027-07-22", False),
        ("Kamis (8/7) gula naik, gudang tutup (28/6-2/7/26).", "2026-07-08", True),
        ("Kamis (22/7) gula naik. Laba Juli 2026 turun.", "2027-07-22", False),
        # neither what is planned nor what began is near
        ("Jumat (18/6) gula naik. Panen akan dimulai Mei 2026.", None, False),
        (
            "Rabu (18/6) gula naik. Sejak hama melanda pada Mei 2025 kopi langka.",
            "2025-06-18",
            False,
        ),
        ("Selasa (18/6) gula naik. Sejak hama melanda pada Mei 2026 kopi langka.", None, False),
        # last year's weekday, since a month of this year is reported and no later year fits
        (
            "Rabu (18/6) gula naik. Sejak hama melanda pada Mei 2026 kopi langka.",
            "2026-06-18",
            True,
        ),
        ("Rabu (18/6) gula naik. Laba kuartal I-2026 turun.", "2026-06-18", True),
        ("Rabu (18/6) dan Selasa (17/6) gula naik. Laba Maret 2026 turun.", "2026-06-18", True),
        ("Rabu (18/6) dan Senin (17/6) gula naik. Laba Maret 2026 turun.", None, False),
        ("Rabu (18/6) gula naik. Laba Oktober 2026 turun.", None, False),
        ("Rabu (18/6) gula naik. Stok 2026 turun. Panen akan dimulai Januari 2026.", None, False),
        ("Kamis (3/7) gula naik. Laba Februari 2009 turun.", None, False),  # it fits 2014, too
        # a month that is long before is one to come, or of a year that is
        ("Rabu (15/11) gula kontrak Januari 2026 naik.", None, False),
        ("Rabu (24/12) gula naik. Laba kuartal I-2026 turun.", None, False),
        ("Selasa (18/6) gula naik, kata Menkeu Purbaya. Laba Maret 2025 turun.", None, False),
        ("Kamis (8/7) gula naik, sesudah turun 24 Juni 2026.", "2026-07-08", True),
        ("Kamis (8/7) gula naik, sesudah turun 23 Juni 2026.", "2027-07-08", False),
        # an older month only where the weekday agrees
        (
            "Selasa (18/6) gula naik. Laba Mei 2024 turun. Laba tahun 2026 sama.",
            "2024-06-18",
            False,
        ),
        ("Rabu (18/6) gula naik. Laba Mei 2024 turun. Laba tahun 2026 sama.", None, False),
        ("Selasa (18/6) gula naik. Laba Mei 2024 turun. Laba Januari 2026 sama.", None, False),
        # a month up to which is reported
        ("Kamis (29/7) gula naik. Hingga akhir Juni 2026, laba turun.", "2026-07-29", True),
        (
            "Kamis (29/7) gula naik. Hingga penutupan buku bulan Juni 2026, laba turun.",
            "2026-07-29",
            True,
        ),
        ("Kamis (29/7) gula naik. Laba turun dari Juni 2026.", "2027-07-29", False),
        # a month with which a later time is compared says nothing of that
        ("Kamis (10/4) gula naik, lebih mahal daripada pada Maret 2021.", None, False),
        ("Kamis (10/4) gula naik, lebih mahal sesudah panen Maret 2021.", "2021-04-10", True),
        ("Kamis (10/4) gula naik, lebih mahal daripada pada Maret 2025.", "2025-04-10", False),
        ("Jumat (10/4) gula naik, lebih mahal daripada 8 April 2025.", "2025-04-10", True),
        # nor does one before what the text takes for granted, or when another held the office
        (f"{TRUMP} Kamis (10/4) gula naik sesudah panen Maret 2021.", None, False),
        (f"{TRUMP} Sabtu (10/4) gula naik sesudah panen Maret 2021.", None, False),
        (f"{PURBAYA} Jumat (5/4) gula naik sesudah panen Maret 2024.", None, False),
        # what the text plans is not over
        (
            f"{PURBAYA} Kamis (29/7) gula naik. Rapat akan digelar 5 Agustus 2026.",
            "2026-07-29",
            True,
        ),
        (
            f"{PURBAYA} Kamis (29/7) gula naik. Ratri akan bertugas 5-6 Agustus 2026.",
            "2026-07-29",
            True,
        ),
        (
            f"{PURBAYA} Kamis (29/7) gula naik. Rapat akan digelar 25 Agustus 2026.",
            "2027-07-29",
            False,
        ),
        (
            f"{PURBAYA} Rabu (29/7) gula naik. Rapat akan digelar 5 Agustus 2027.",
            "2026-07-29",
            False,
        ),
        # a day that is planned is not far away, if its weekday is but that of the year before
        (f"{SINCE} Jumat (5/4) gula naik. Tarif berlaku mulai 9 April 2025.", "2025-04-05", True),
        (f"{TRUMP} Jumat (5/4) gula naik. Tarif berlaku mulai 9 April 2025.", "2025-04-05", True),
        (f"{TRUMP} Jumat (5/4) gula naik. Tarif berlaku mulai 9 Mei 2025.", "2019-04-05", False),
        (
            f"{TRUMP} Jumat (5/4) gula naik. Utang jatuh tempo 9 April 2025.",
            "2019-04-05",
            False,
        ),
        (
            f"{TRUMP} Jumat (5/4) gula naik. Laba 2019 naik. Tarif berlaku mulai 9 April 2025.",
            "2019-04-05",
            False,
        ),
        (f"{PURBAYA} Kamis (5/4) gula naik. Tarif berlaku mulai 9 April 2026.", None, False),
        # nor is a year to come, if the weekday fits none in which the text can have been written
        (f"{SINCE} Jumat (5/4) gula naik. Laba akan naik pada tahun 2025.", "2025-04-05", True),
        (f"{SINCE} Jumat (5/4) gula naik. Laba akan naik pada tahun 2027.", None, False),
        (f"{SINCE} Kamis (5/4) gula naik. Laba akan naik pada tahun 2025.", None, False),
        (f"{PURBAYA} Jumat (5/4) gula naik. Laba akan naik pada tahun 2025.", None, False),
        ("Jumat (5/4) gula naik. Laba akan naik pada tahun 2025.", "2024-04-05", False),
    ],
)
def test_what_a_weekday_is_near_to(text: str, value: str | None, slip: bool) -> None:
    settled = settle(text)
    assert settled.dates[0].value == value
    assert ("weekday-mismatch" in codes(settled)) is slip


@pytest.mark.parametrize(
    ("years", "value"),
    [
        ("Hingga Maret 2026, laba naik", "2026-06-18"),
        ("Hingga semester I 2026 laba naik", "2026-06-18"),
        ("Hingga penutupan buku bulan Maret 2026 laba naik", "2026-06-18"),
        ("Hingga tahun 2026, laba naik", "2026-06-18"),
        ("Hingga 2027, laba naik", "2026-06-18"),
        ("Hingga akhir 2027, laba naik", "2026-06-18"),
        ("Laba tahun 2025. Untuk periode 2024-2030 gula naik", "2026-06-18"),
        ("Gudang tutup (30/12-2/1/26)", "2026-06-18"),
        ("Laba naik hingga 2030", None),
        ("Laba akan naik pada 2027", "2026-06-18"),
        ("Kalau panen baik, laba Rp 1 triliun pada 2027", "2026-06-18"),
        ("Laba akan naik pada 2028", None),
        ("Hingga semester yang berakhir pada 30 September 2027, laba naik", None),
        ("Hingga semester yang berakhir 30 September 2027, laba naik", None),
        ("Hingga kontraknya berakhir 31 Maret 2027, laba naik", "2026-06-18"),
        ("Sewa tahun kedua akan berakhir pada 31 Maret 2027", "2026-06-18"),
        ("Hingga sewa yang berakhir pada 31 Maret 2027, laba naik", "2026-06-18"),
        ("Ratri memprediksi laba tahun 2027", "2026-06-18"),
        # what a plan is measured by has come, but for what is planned of that
        ("Target itu tidak jauh dari realisasi 2025, yakni 3 ton", "2026-06-18"),
        ("Laba akan naik 3% dibandingkan dengan capaian kuartal I-2025", "2026-06-18"),
        ("Target itu di atas realisasi 2024", "2026-06-18"),
        ("Target itu jauh dari realisasi pada tahun 2027", None),
        ("Ratri menargetkan realisasi laba pada tahun 2027", "2026-06-18"),
        ("Jauh dari realisasi tahun lalu, laba akan naik pada tahun 2027", "2026-06-18"),
        ("Target itu sejalan dengan realisasi pada tahun 2027", "2026-06-18"),
    ],
)
def test_which_years_are_past(years: str, value: str | None) -> None:
    assert settle(f"{years}. Kata Ratri, Kamis (18/6).").dates[-1].value == value


@pytest.mark.parametrize(
    ("plan", "value"),
    [
        ("Pabrik itu akan rampung pada 2024", "2021-03-07"),
        ("Pabrik itu akan rampung pada 2021", "2021-03-07"),
        ("Utang itu jatuh tempo pada tahun 2025", "2021-03-07"),
        ("Rapat digelar pada Mei 2024 mendatang", "2021-03-07"),
        # not so sure, or of a year that may be over
        ("Pabrik itu semula akan rampung pada 2024", None),
        ("Pabrik itu ditargetkan rampung pada 2024", None),
        ("Pabrik itu akan membagikan dividen tahun buku 2024", None),
        ("Pabrik itu akan mengejar pencapaian pada 2024", None),
        # what says nothing, or not enough
        ("Pabrik itu akan rampung pada 2030", None),
        ("Pabrik itu akan rampung pada 2020", None),
    ],
)
def test_what_will_be_in_a_year_is_told_before_its_end(plan: str, value: str | None) -> None:
    """The seventh of March was a Sunday in 2021, and is in 2027."""
    settled = settle(f"Tagih lewat QRIS. {plan}, kata Ratri, Minggu (7/3).")
    assert settled.dates[-1].value == value


def test_a_slip_does_not_keep_the_other_weekdays_open() -> None:
    settled = settle("Jumat (10/5) gula naik, Jumat (9/5) kopi. Sejak tahun 2019.")
    assert told(settled)[0] == ("2019-05-10", "context")
    assert codes(settled) == ["weekday-mismatch"]


def test_a_plan_for_another_year_does_not_keep_a_weekday_open() -> None:
    settled = settle("Kata Ratri, Selasa (9/6). Rapat akan digelar Jumat (18/6/2027).")
    assert told(settled)[0] == ("2026-06-09", "context")


def test_the_same_day_with_its_year_tells() -> None:
    settled = settle("Tarif berlaku mulai 9 April 2025. Kata Ratri kepada Kontan, (9/4).")
    assert told(settled) == [("2025-04-09", "printed"), ("2025-04-09", "context")]
    other = settle("Tarif berlaku mulai 9 April 2025. Kata Ratri kepada Kontan, (8/4).")
    assert told(other)[1] == (None, None)
    before = settle("Kata Ratri kepada Kontan, (9/4). Tarif berlaku mulai 9 April 2025.")
    assert told(before)[0] == ("2025-04-09", "context")


def test_the_same_day_with_its_year_tells_of_the_weekday_that_it_had() -> None:
    settled = settle("Tarif berlaku mulai 9 April 2025. Kata Ratri, Rabu (9/4), bukan Senin (9/4).")
    assert told(settled)[1:] == [("2025-04-09", "context"), (None, None)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        # what the text calls today is its day, whatever stands around
        ("Mulai hari ini, Senin (12/4/2021), tarif naik. Kata Ratri, Minggu (11/4/2021).", 12),
        ("Rupiah dibuka turun hari ini (13/4/2021). Senin (12/4/2021) masih naik.", 13),
        ("Gula naik hari ini, Senin (12/4/2021). Gudang dibuka Selasa (13/4/2021).", 12),
        # a day of trading that is still to come
        ("Kata Ratri, Senin (12/4/2021). Untuk perdagangan Selasa (13/4/2021), beli.", 12),
        ("Ratri memprediksi gula naik pada perdagangan Selasa (13/4/2021). Senin (12/4/2021).", 12),
        ("Senin (12/4/2021) naik. Ratri memperkirakan panen saat rapat Selasa (13/4/2021).", 13),
        ("Gula ditutup naik pada perdagangan Selasa (13/4/2021). Senin (12/4/2021) turun.", 13),
        # a day on which somebody spoke goes before a holiday
        ("Senin (19/4/2021) libur nasional. Ujar Ratri kepada Kontan, Senin (12/4/2021).", 12),
        # … but not before the day after it, unless that is elsewhere still to come
        ("Ujar Ratri, Senin (12/4/2021). Selasa (13/4/2021) gula seharga Rp 100.", 13),
        ("Ujar Ratri, Senin (12/4/2021). Panen akan dimulai Selasa (13/4). Selasa (13/4) itu.", 12),
        ("Pada akhir perdagangan Selasa (13/4). Untuk perdagangan Selasa (13/4/2021), beli.", 13),
        ("Ujar Ratri, Selasa (13/4/2021). Untuk perdagangan Selasa (13/4/2021), beli.", 13),
        # words behind a day of trading, in its clause
        (
            "Senin (12/4/2021) naik. Pada perdagangan Selasa (13/4/2021), gula diproyeksikan naik.",
            12,
        ),
        ("Senin (12/4/2021) naik. Pada perdagangan Selasa (13/4/2021), kata Ratri, akan naik.", 13),
        ("Senin (12/4/2021) naik. Kata Ratri, Selasa (13/4/2021), gula akan naik.", 13),
        (
            "Kata Ratri, Senin (12/4/2021). Pabrik mulai menggiling tebu dari lereng Wonomukti dan "
            "Sumbertirto Selasa (13/4/2021).",
            13,
        ),
        ("Senin (12/4/2021) naik. Sepekan hingga Selasa (13/4/2021) gula naik.", 13),
        ("Senin (12/4/2021) naik. Sepekan sampai dengan Selasa (13/4/2021) gula naik.", 13),
        # who spoke may stand far before the day, where this closes the sentence
        (
            'Pameran dibuka Minggu (18/4/2021). "Kopi naik," katanya dalam jumpa pers Asosiasi '
            "Petani Kopi di kawasan Jakarta Selatan, Selasa (13/4/2021).",
            13,
        ),
        (
            'Kopi naik Senin (12/4/2021). "Kopi laku," ujarnya di acara Dari Kebun hingga Cangkir, '
            "Selasa (13/4/2021). Stok turun.",
            13,
        ),
        (
            "Kata Ratri, Sabtu (10/4/2021). Menurut lembar pengumuman di laman "
            "resmi bursa pada Selasa (13/4/2021) kopi naik.",
            13,
        ),
        ('Kata Ratri, Sabtu (10/4/2021). "Kopi naik," ucap Tirta. Selasa (13/4/2021).', 13),
        ("Kata Ratri, Sabtu (10/4/2021). Kurs Selasa (13/4/2021) pukul 11.20 WIB naik.", 13),
        (
            "Kata Ratri, Senin (12/4/2021). Menurut laporan, data akan dirilis Rabu (14/4/2021), "
            "disusul ekspor pada Jumat (16/4/2021).",
            12,
        ),
        ("Senin (12/4/2021) naik. Saham pilihan untuk Selasa (13/4/2021): GULA.", 12),
        (
            "Kata Ratri, Senin (12/4/2021). Harga gula diproyeksikan tetap kuat berkat stok yang "
            "menipis di gudang pada perdagangan Selasa (13/4/2021).",
            12,
        ),
        (
            "Kata Ratri, Senin (12/4/2021). Harga gula diperkirakan pulih, setelah turun dua hari "
            "beruntun hingga akhir perdagangan Selasa (13/4/2021).",
            13,
        ),
        (
            "Kata Ratri, Senin (12/4/2021). Gula turun hingga pukul 10.20 WIB pada Selasa "
            "(13/4/2021).",
            13,
        ),
        ("Kata Ratri, Senin (12/4/2021). Hingga penutupan sesi I Selasa (13/4/2021) naik.", 13),
        ("Kata Ratri, Senin (12/4/2021). Naik sampai dengan jeda siang Selasa (13/4/2021).", 13),
        ("Kata Ratri, Senin (12/4/2021). Gudang tutup hingga panen Selasa (13/4/2021).", 12),
        (
            "Kata Ratri, Senin (12/4/2021). Bursa akan mengumumkan hasil tinjauan April 2021 "
            "atas indeks gula dan garam pada Selasa (13/4/2021).",
            12,
        ),
        *(
            (
                f"Kata Ratri, Senin (12/4/2021). Bursa {plan} mengumumkan hasil tinjauan atas "
                f"indeks gula dan garam {was}pada Selasa (13/4/2021).",
                day,
            )
            for plan, was, day in (
                ("dijadwalkan", "", 12),
                ("berencana", "", 12),
                ("direncanakan", "", 12),
                ("dijadwalkan", "usai rapat di Sumbertirto ", 13),
                ("pernah", "", 13),
            )
        ),
    ],
)
def test_which_weekday_an_estimate_rests_on(text: str, date: int) -> None:
    settled = settle(text)
    assert settled.estimate is not None
    assert settled.estimate.date == dt.date(2021, 4, date)
    assert settled.estimate.basis == "latest-weekday-date"


@pytest.mark.parametrize("length", range(35, 50))
def test_a_word_is_read_whole_however_far_it_is_from_a_day(length: int) -> None:
    """Of `merasakan` nothing is left that speaks of what is to come."""
    far = "a" * length
    settled = settle(f"Kata Ratri, Senin (12/4/2021). Warga merasakan {far} Selasa (13/4/2021).")
    assert settled.estimate is not None
    assert settled.estimate.date == dt.date(2021, 4, 13)


@pytest.mark.parametrize(
    "text",
    [
        "Aset bank tumbuh per 30 Juni 2026.",
        "Laba untuk tahun yang berakhir pada 30 Juni 2026 naik.",
        "Pandemi melanda sejak 16 Maret 2010. Harga naik Jumat (5/4).",
    ],
)
def test_what_gives_no_estimate(text: str) -> None:
    """The end of a period, and any day where a weekday stays open, which is the later one."""
    assert settle(text).estimate is None
    assert settle("Panen dimulai 30 Juni 2026.").estimate is not None


def test_a_slip_in_the_year_gives_no_estimate_and_is_told() -> None:
    settled = settle("Survei terbit, kata Ratri, Rabu (9/9/16). Naik dari 2025 ke 2026.")
    assert settled.estimate is None
    assert "; 2026-09-09 was a Rabu" in settled.findings[0].message


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Laporan yang keluar pada 2 April 2025 tebal, dikutip Sabtu (6/4).", "2025-04-06"),
        ("Ujar Ratri, Kamis (27/3/2025). Gula naik, dikutip Rabu (3/4/2025).", "2025-04-03"),
        ("Ujar Ratri, Kamis (27/3/2025). Gula naik, dikutip Rabu (3/4).", "2025-04-03"),
        ("Ujar Ratri, Kamis (27/3/2025). Gula naik, dikutip Selasa (3/4).", "2025-03-27"),
        ("Ujar Ratri, Kamis (27/3/2025). Gudang dibuka Rabu (3/4).", "2025-03-27"),
        ("Ujar Ratri, Kamis (27/3/2025). Gula naik, dikutip Minggu (6/5).", "2025-03-27"),
    ],
)
def test_a_slip_by_a_day_says_when_a_text_appeared(text: str, day: str) -> None:
    settled = settle(text)
    assert settled.estimate is not None
    assert settled.estimate.date.isoformat() == day


def test_the_estimate_quotes_the_day_that_prints_its_year() -> None:
    estimate = settle("Ujar Ratri, Selasa (13/4/2021). Kata Tirta, Selasa (13/4).").estimate
    assert estimate is not None
    assert (estimate.text, estimate.candidates) == ("Selasa (13/4/2021)", ("2021",))


def test_what_was_is_no_plan_whatever_is_planned_beside_it() -> None:
    text = "Direncanakan 9 karung, sesudah panen tahun 2021 lalu, kata Ratri, Senin (29/8)."
    assert told(settle(text))[-1] == ("2022-08-29", "context")


@pytest.mark.parametrize(
    "due",
    [
        "Tanggal pelunasan sukuk pada 3 Maret 2026.",
        f"Kontrak selesai pada 3 Maret {LAST.year + 1}.",
    ],
)
def test_what_is_due_in_years_dates_no_text(due: str) -> None:
    assert settle(f"PT Gula Lembah Tbk menjual sukuk. {due}").estimate is None


def test_a_planned_year_is_not_past() -> None:
    settled = settle("Selasa (18/6) gula naik. Pabrik akan selesai pada tahun 2029.")
    assert told(settled) == [(None, None), ("2029", "printed")]


@pytest.mark.parametrize(
    "plan",
    [
        "Per Maret 2026, gula dari pulau itu akan ditolak.",
        "Sementara untuk tahun 2026, diperkirakan naik lagi.",
        "Pada akhir 2026 diproyeksikan pulih.",
        "Pada 2026, harga gula kristal putih bakal pulih.",
        "Baru di 2026 harganya pulih.",
        "Perkiraan harga untuk tahun 2026 tetap.",
    ],
)
def test_what_stands_behind_a_year_may_make_it_a_plan(plan: str) -> None:
    """Else 2026 were past, and no year near it has the weekday."""
    text = "Selasa (18/6) gula naik. Panen 2023 baik, dan stok pada 2023 naik."
    assert told(settle(f"{text} {plan}"))[0] == ("2024-06-18", "context")


@pytest.mark.parametrize(
    "past",
    [
        "Pada Januari 2026, bank itu menyatakan akan menaikkan bunga.",
        "Pada Januari 2026, bunga bank telah naik, dan akan turun.",
    ],
)
def test_what_somebody_said_in_a_month_is_past(past: str) -> None:
    settled = settle(f"Selasa (18/6) gula naik. Stok pada 2023 naik. {past}")
    assert told(settled)[0] == (None, None)


@pytest.mark.parametrize(
    "forecast",
    [
        "Ratri mengharapkan biaya dana 1,7% di 2023.",
        "Izin berubah saat memasuki 2023.",
        "Kebutuhan garam sebesar 227 ton pada tahun 2027.",
        "Penetrasi garam mencapai 90% pada 2024.",
        "Asumsi harga di tahun 2022 dan 2023 dinaikkan masing-masing 8% dan 7%.",
        "Laba menjadi Rp 5 triliun di tahun 2023.",
        "Porsi dana murah dari 41% pada tahun 2021 menjadi 44% pada 2024.",
        "Porsi ritel 65,5% pada Desember 2023.",
    ],
)
@pytest.mark.parametrize("news", ["semester I-2022", "Juli 2022", "April 2022"])
def test_a_text_is_of_the_year_of_its_news_whatever_it_forecasts(news: str, forecast: str) -> None:
    settled = settle(f"Laba {news} naik 20%, kata Ratri, Selasa (30/8). {forecast}")
    assert told(settled)[1] == ("2022-08-30", "context")
    assert codes(settled) == []


def test_the_news_of_a_year_may_be_of_december() -> None:
    settled = settle("Laba kuartal IV-2021 naik, kata Ratri, Selasa (15/3). Pabrik jadi pada 2023.")
    assert told(settled)[1] == ("2022-03-15", "context")


@pytest.mark.parametrize(
    "text",
    [
        "Laba tahun 2022 naik",
        "Laba kuartal I-2022 naik",  # no news five months later
        "Laba akan naik pada Juli 2022",
        "Laba semester I tahun ini naik dari semester I-2022",
        "Laba semester I naik dibandingkan periode yang sama pada Juni 2022",
        # told in the year after, with a slip of the weekday
        "Laba semester I-2022 naik, laba kuartal I-2023 turun",
        "Laba semester I-2022 naik, laba Agustus 2023 turun",
        "Laba semester I-2022 naik, laba Desember 2022 turun",
        "Laba semester I-2022 naik, laba September 2023 turun",
    ],
)
def test_what_is_no_news_or_not_the_last_does_not_make_a_later_year_a_forecast(text: str) -> None:
    settled = settle(f"{text}, kata Ratri, Selasa (30/8). Laba Rp 5 triliun di tahun 2023.")
    days = [date.value for date in settled.dates if date.text == "Selasa (30/8)"]
    assert days != ["2022-08-30"]


def test_an_open_year_says_of_which_year_the_text_tells() -> None:
    (finding,) = settle("Kata Presiden Prabowo, Selasa (17/6). Stok pada 2026 naik.").findings
    assert finding.message.endswith("; it may be 2025, though the text tells of 2026")
    (finding,) = settle("Kata Ratri, Selasa (18/6). Stok pada 2015 naik.").findings
    assert finding.message.endswith("; it may be 2013, 2019, 2024")


def test_an_office_tells_by_who_held_it_in_between() -> None:
    """The tenth of April was a Thursday in 2014 and 2025, the 29th of August in 2019 and 2024."""
    text = "Presiden AS Donald Trump menelepon Ketua The Fed Jerome Powell, Kamis ({})."
    for day, value in (("10/4", "2025-04-10"), ("29/8", "2019-08-29")):
        assert [date.value for date in settle(text.format(day)).dates] == [value]
    (finding,) = settle(text.format("2/3")).findings  # in 2017 before Powell, in 2023 in between
    assert "it may be" not in finding.message
    capitals = "Tarif Baru Ditunda, Pedagang Menahan Stok Gula dan Garam"
    links = ("Panen Kopi Mundur, Warung Sepi",)
    settled = settle(f"{text.format('10/4')} Sejak 2020 harga naik.", title=capitals, titles=links)
    assert [date.value for date in settled.dates] == ["2025-04-10", "2020"]


def test_capitals_do_not_tell_the_year_of_an_autumn_in_which_they_were_new() -> None:
    """The second of October was a Friday in 2020 and 2026, the fifth of June, too."""
    capitals = "Harga Gula Naik Lagi, Pedagang Menahan Stok di Gudang"
    links = ("Panen Kopi Mundur, Warung Sepi",)
    for day, value in (("2/10", None), ("5/6", "2026-06-05")):
        settled = settle(f"Kata Ratri, Jumat ({day}).", title=capitals, titles=links)
        assert [date.value for date in settled.dates] == [value]
        assert settled.estimate is None or settled.estimate.candidates == ("2026",)


def test_a_single_headline_in_capitals_may_be_of_2019() -> None:
    """The eighteenth of March was a Monday in 2019 and 2024, and a Wednesday in 2020 and 2026."""
    capitals = "Harga Gula Naik Lagi, Pedagang Menahan Stok di Gudang"
    settled = settle("Kata Ratri, Senin (18/3). Stok 2018 naik, 2019 turun.", title=capitals)
    assert settled.dates[0].value == "2019-03-18"
    assert settle("Kata Ratri, Rabu (18/3).", title=capitals).dates[0].value is None
    assert settle("Kata Ratri, Senin (18/2).", title=capitals).dates[0].value is None


def test_two_weekdays_settle_more_than_one() -> None:
    """Together they fall on these weekdays in one year only."""
    settled = settle("Selasa (18/6) dan Kamis (29/2) gula naik. Sejak tahun 2023.")
    assert [date.value for date in settled.dates] == ["2024-06-18", "2024-02-29", "2023"]


def test_a_day_that_no_calendar_has_hinders_none() -> None:
    settled = settle("Selasa (18/6) dan Selasa (31/6) gula naik. Sejak tahun 2023.")
    assert [date.value for date in settled.dates] == ["2024-06-18", None, "2023"]
    settled = settle("Selasa (9/6) gula naik, sesudah turun 31 Juni 2026.")
    assert told(settled) == [("2026-06-09", "context"), (None, None)]


def test_dates_without_a_weekday_go_by_those_that_have_one() -> None:
    settled = settle("Selasa (18/6/2024) gula naik. Kopi naik 2 Januari, lada (17/6).")
    assert told(settled)[1:] == [("2024-01-02", "context"), ("2024-06-17", "context")]


@pytest.mark.parametrize("day", ["18 Juni 2024", "hari ini (18/6/2024)"])
def test_dates_without_a_weekday_go_by_the_day_that_prints_its_year(day: str) -> None:
    settled = settle(f"Gula naik {day}. Kopi naik 2 Januari.")
    assert told(settled) == [("2024-06-18", "printed"), ("2024-01-02", "context")]


def test_a_dateline_stands_in_for_the_day_of_publication() -> None:
    settled = settle("Rabu (17/6) gula naik, kopi 19 Juni.", dateline=DAY)
    assert told(settled) == [("2026-06-17", "context"), ("2026-06-19", "context")]


def test_the_title_is_read_too() -> None:
    settled = settle("Gula naik Mei 2022.", title="Gula Naik 31 Juni 2026")
    assert [(d.paragraph, d.value) for d in settled.dates] == [(None, None), (0, "2022-05")]
    assert [(f.code, f.line) for f in settled.findings] == [("unreadable-date", None)]


# ── When it appeared ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("paragraphs", "date", "basis", "text"),
    [
        (
            ("Kata Ratri, Selasa (16/6/2026). Gula naik Senin (15/6/2026).",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        (
            ("Gula naik pada 18 Juni 2026, sesudah turun 2 Mei 2026.",),
            "2026-06-18", "latest-date", "18 Juni 2026",
        ),
        (
            ("Kata Ratri pada 2 Mei 2026, gula naik. Garam turun 18 Juni 2026.",),
            "2026-06-18", "latest-date", "18 Juni 2026",
        ),
        (
            ("Gula naik pada 18 Juni 2026.", "Kata Ratri, Selasa (16/6/2026)."),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        # of a day's mentions the one with its year
        (
            ("Hari ini, Selasa (16/6), gula naik. Rapat digelar Selasa, 16 Juni 2026.",),
            "2026-06-16", "latest-weekday-date", "Selasa, 16 Juni 2026",
        ),
        # a day up to which something is reported
        (
            ("Kata Ratri, Selasa (16/6/2026). Per 18 Juni 2026 harganya naik.",),
            "2026-06-18", "latest-date", "18 Juni 2026",
        ),
        (
            ("Kata Ratri, Selasa (16/6/2026). Per 23 Juni 2026 harganya naik.",),
            "2026-06-23", "latest-date", "23 Juni 2026",
        ),
        (
            ("Kata Ratri, Selasa (16/6/2026). Per 16 Juni 2026 harganya naik.",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        (
            ("Kata Ratri, Selasa (16/6/2026). Tarif akan berlaku per 18 Juni 2026.",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        (
            ("Kata Ratri, Selasa (16/6/2026). Aset per 30 Juni 2026 disebut.",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        (
            ("Kata Ratri, Selasa (16/6/2026). Jika dihitung dari harga Rabu (17/6/2026), naik.",),
            "2026-06-17", "latest-weekday-date", "Rabu (17/6/2026)",
        ),
        # plans
        (
            ("Kata Ratri, Kamis (9/7/2026). Pada perdagangan Jumat (10/7/2026) besok, naik.",),
            "2026-07-09", "latest-weekday-date", "Kamis (9/7/2026)",
        ),
        (
            ("Gula naik pada 18 Juni 2026. Rapat akan digelar 20 Juli 2026.",),
            "2026-06-18", "latest-date", "18 Juni 2026",
        ),
        (
            ("Gula naik pada 18 Juni 2026. Kata Ratri, rapat akan digelar di desa, 20 Juli 2026.",),
            "2026-06-18", "latest-date", "18 Juni 2026",
        ),
        (
            ("Gula naik pada 18 Juni 2026. Rapat digelar 20 Juli 2026 mendatang.",),
            "2026-06-18", "latest-date", "18 Juni 2026",
        ),
        (
            ("Kata Ratri, Selasa (16/6/2026). Rapat akan digelar Senin (20/7/2026).",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        (
            ("Gula naik pada 18 Juni 2026, setinggi pada Mei 2022.",),
            "2026-06-18", "latest-date", "18 Juni 2026",
        ),
        (
            ("Gula naik pada 16 Juni 2026. Rapat digelar besok (17/6/2026).",),
            "2026-06-16", "latest-date", "16 Juni 2026",
        ),
        (
            ("Kata Ratri, Selasa (16/6/2026). Rapat digelar besok (17/6/2026).",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        (
            ("Gula naik pada 18 Juni 2026. Rapat akan digelar Senin (20/7/2026).",),
            "2026-06-18", "latest-date", "18 Juni 2026",
        ),
        (
            ("Kata Ratri, Senin (8/6/2026). Hari libur itu jatuh pada Selasa, 9 Juni 2026.",),
            "2026-06-08", "latest-weekday-date", "Senin (8/6/2026)",
        ),
        (
            ("Kata Ratri, Senin (8/6/2026). Indeks di Tokyo jatuh pada Selasa (9/6/2026).",),
            "2026-06-09", "latest-weekday-date", "Selasa (9/6/2026)",
        ),
        # what was said about a plan was said
        (
            ("Rapat itu akan digelar, kata Ratri, Selasa (16/6/2026).",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        # one that contradicts its weekday only where there is no other
        (
            ("Kata Ratri, Selasa (16/6/2026), bukan Minggu (7/7/2026).",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        # unless somebody spoke on it, it is one day off, and of a year that others prove
        (
            ("Gudang dibuka Selasa (16/6/2026). Kata Ratri, Senin (7/7/2026).",),
            "2026-07-07", "latest-weekday-date", "Senin (7/7/2026)",
        ),
        (
            ("Gudang dibuka Selasa (16/6/2026). Gula naik Senin (7/7/2026).",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        (
            ("Gudang dibuka Selasa (16/6/2026). Kata Ratri, Senin (7/7).",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        (
            ("Gudang dibuka Selasa (16/6/2026). Kata Ratri, Senin (22/6/2027).",),
            "2026-06-16", "latest-weekday-date", "Selasa (16/6/2026)",
        ),
        (
            ("Kata Ratri, Senin (16/6/2026).",),
            "2026-06-16", "latest-weekday-date", "Senin (16/6/2026)",
        ),
        # behind the last day on which somebody spoke, other days are news with their year
        (
            ("Tulis Ratri dalam riset 3 Agustus 2026. Pasar mencermati rapat pada 16 Agustus.",),
            "2026-08-03", "latest-date", "3 Agustus 2026",
        ),
        (
            ("Tulis Ratri dalam riset 3 Agustus 2026. Pasar turun pada 6 Agustus 2026.",),
            "2026-08-06", "latest-date", "6 Agustus 2026",
        ),
        (
            ("Tulis Ratri dalam riset 3 Agustus 2026. Pasar turun pada 4 Agustus.",),
            "2026-08-04", "latest-date", "4 Agustus",
        ),
        # a day of trading may be to come; only weekdays are told by it
        (
            ("Gula naik 24 Juli 2026. Aturan dijadwalkan saat penutupan perdagangan 18 Mei 2027.",),
            "2026-07-24", "latest-date", "24 Juli 2026",
        ),
    ],
)  # fmt: skip
def test_the_estimate(paragraphs: tuple[str, ...], date: str, basis: str, text: str) -> None:
    estimate = settle(*paragraphs).estimate
    assert estimate is not None
    assert (estimate.date.isoformat(), estimate.basis, estimate.text) == (date, basis, text)
    assert estimate.candidates == ("2026",)
    assert settle(*paragraphs, published=DAY).estimate is None


def test_the_estimate_of_a_dateline() -> None:
    estimate = settle("Kata Ratri, Selasa (16/6/2026).", dateline=DAY).estimate
    assert estimate is not None
    assert (estimate.date, estimate.basis, estimate.text) == (DAY, "dateline", "JAKARTA, …")


@pytest.mark.parametrize(
    "text",
    [
        "Dividen akan dibagikan 20 Juli 2026. Pembayaran dividen pada 20 Juli 2026.",
        "Gula naik.",
        "Rapat akan digelar 20 Juli 2026.",
        "Kata Ratri, Selasa (18/6).",
        "Gula naik sejak Mei 2022, kuartal I 2026, dan tahun 2025.",
        "Gula naik 19-20 Juni 2026.",
        # a slip in the month or year, as its finding says
        "Laporan yang keluar pada 2 April 2025 tebal, dikutip Minggu (6/5).",
        "Laporan yang keluar pada 2 April 2025 tebal, dikutip Minggu (6/5/2025).",
        "Kata Ratri, Jumat (7/8/2028). Panen tahun 2026 naik.",
        # a day before that up to which is reported
        "Per 31 Maret 2026 stok gula turun dari 31 Desember 2025.",
    ],
)
def test_no_estimate(text: str) -> None:
    assert settle(text).estimate is None


# ── Laws ─────────────────────────────────────────────────────────────────────────────────

days = st.dates(dt.date(2008, 1, 1), dt.date(2045, 12, 31))
months = st.sampled_from(MONTHS)
FORMS: tuple[Callable[[dt.date], str], ...] = (
    lambda d: f"{weekday(d)} ({d.day}/{d.month})",
    lambda d: f"{weekday(d)} ({d.day}/{d.month}/{d.year})",
    lambda d: f"{weekday(d)} ({d.day:02}/{d.month:02}/{d.year % 100:02})",
    lambda d: f"{weekday(d)}, {named(d)} {d.year}",
    lambda d: f"{weekday(d)} {named(d)}",
    lambda d: f"{weekday(d)} pagi ({d.day}/{d.month})",
    lambda d: f"kemarin ({d.day}/{d.month})",
    lambda d: f"({d.day}/{d.month})",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{named(d)} {d.year}",
    named,
    lambda d: f"{d.month}-{d.day} {MONTHS[d.month - 1]}",
    lambda d: f"{named(d)} hingga {named(d + dt.timedelta(days=d.day))}",
    lambda d: f"{named(d)} {d.year}-{named(d + dt.timedelta(days=9))}",
    lambda d: f"({d.day}/{d.month}-{d.month}/{d.day % 12 + 1})",
    lambda d: f"{MONTHS[d.month - 1]} {d.year}",
    lambda d: f"Januari-{MONTHS[d.month - 1]} tahun lalu",
    lambda d: f"kuartal {'I II III IV'.split()[d.month // 4]}-{d.year}",
    lambda d: f"{d.month % 4 + 1}Q{d.year % 100:02}",
    lambda d: f"semester I tahun {d.year}",
    lambda d: f"tahun {d.year}-{d.year + d.day}",
    lambda d: f"Senin ({d.day}/{d.month}//{d.year})",
    lambda d: f"Senin ({d.month}.{d.day})",
    lambda d: f"Selasa ({d.day + 9}/{d.month}/{d.year})",
    lambda d: f"{d.day + 9} {MONTHS[d.month - 1]} tahun lalu",
    lambda d: d.isoformat(),
    lambda d: f"{calendar.month_name[d.month]} {d.day}, {d.year}",
    lambda d: "hari ini kemarin besok lusa".split()[d.day % 4],
    lambda d: f"{('pekan', 'bulan', 'tahun')[d.day % 3]} {('ini', 'lalu', 'depan')[d.month % 3]}",
)
WORDS = ("gula naik", "kata Ratri", "akan digelar", "hingga", "-", "sampai", "sejak", "tidak")
pieces = st.builds(lambda form, day: form(day), st.sampled_from(FORMS), days)
paragraphs = st.lists(pieces | st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
texts = st.lists(paragraphs, min_size=1, max_size=4)
few = settings(max_examples=60)


@functools.cache
def edtf(value: str) -> bool:
    """Whether another reader takes `value` for EDTF level 0 of a calendar that exists."""
    read = parse_edtf(value)
    ends = value.split("/")
    for end in ends:
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", end)
        dt.date.fromisoformat((end + "-01-01")[:10])
    return type(read) is (Interval if len(ends) == 2 else Date) and ends == sorted(ends)


@few
@given(texts, st.none() | days)
def test_every_value_is_edtf(paragraphs: list[str], published: dt.date | None) -> None:
    settled = settle(*paragraphs, published=published)
    for date in settled.dates:
        assert (date.value is None) is (date.basis is None)
        assert date.value is None or edtf(date.value)
    left_open = sum(date.value is None for date in settled.dates)
    told = [code for code in codes(settled) if code in ("open-year", "unreadable-date")]
    assert len(told) == left_open
    assert set(codes(settled)) <= set(CATALOGUE)


@few
@given(texts, st.none() | days)
def test_every_date_stands_in_its_paragraph(
    paragraphs: list[str], published: dt.date | None
) -> None:
    at, before = 0, None
    for date in settle(paragraphs[0], *paragraphs[1:], published=published).dates:
        assert date.paragraph is not None
        at = at if date.paragraph == before else 0
        found = paragraphs[date.paragraph].find(date.text, at)
        assert found >= at
        assert before is None or before <= date.paragraph
        at, before = found + len(date.text), date.paragraph


@few
@given(days, st.integers(-NEAR, NEAR))
def test_a_weekday_date_near_the_publication_is_that_day(published: dt.date, off: int) -> None:
    day = published + dt.timedelta(days=off)
    if day.year not in YEARS:
        return
    text = f"Kata Ratri, {weekday(day)} ({day.day}/{day.month}), gula naik."
    assert told(settle(text, published=published)) == [(day.isoformat(), "weekday")]


@few
@given(days, st.integers(1 - 320, AHEAD))
def test_a_day_alone_in_the_window_is_that_day(published: dt.date, off: int) -> None:
    day = published + dt.timedelta(days=off)
    assert told(settle(f"Gula naik ({day.day}/{day.month}).", published=published)) == [
        (day.isoformat(), "published")
    ]


@few
@given(texts, days)
def test_more_is_known_with_the_day_of_publication(paragraphs: list[str], day: dt.date) -> None:
    """What is printed stays, and no date that was found is lost."""
    known, alone = settle(*paragraphs, published=day), settle(*paragraphs)
    printed = [d for d in known.dates if d.basis == "printed"]
    assert [d for d in alone.dates if d.basis == "printed"] == printed
    assert {(d.text, d.paragraph) for d in alone.dates} <= {
        (d.text, d.paragraph) for d in known.dates
    }
    assert known.estimate is None


@few
@given(texts)
def test_the_estimate_rests_on_a_date_of_the_text(paragraphs: list[str]) -> None:
    settled = settle(*paragraphs)
    if settled.estimate is not None:
        estimate = settled.estimate
        assert estimate.date.isoformat() in {
            date.value for date in settled.dates if date.text == estimate.text
        }
        assert str(estimate.date.year) in estimate.candidates


@few
@given(texts)
def test_parsing_settles_the_same(paragraphs: list[str]) -> None:
    opening = "KONTAN.CO.ID - JAKARTA. Harga gula naik di pasar induk, kata para pedagang di sana."
    article = parse("\n".join((opening, *paragraphs)), published=DAY)
    settled = settle(*article.paragraphs, published=DAY)
    assert article.dates == settled.dates


JUDGED: tuple[tuple[Callable[[dt.date], str], int], ...] = (
    (lambda d: f"{named(d)} {d.year}", 10),
    (lambda d: f"{weekday(d)}, {named(d)} {d.year}", 10),
    (lambda d: f"{weekday(d)} {named(d)} {d.year}", 10),
    (lambda d: f"{d.day}/{d.month}/{d.year}", 10),
    (lambda d: f"{d.day:02}/{d.month:02}/{d.year}", 10),
    (lambda d: f"{weekday(d)}, {d.day}/{d.month}/{d.year}", 10),
    (lambda d: f"{weekday(d)} ({d.day}/{d.month}/{d.year})", 10),
    (lambda d: f"{MONTHS[d.month - 1]} {d.year}", 7),
    (lambda d: f"{d.day} {MONTHS[d.month - 1].lower()} {d.year}", 10),
    (lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}", 10),
)
ASKED = {
    "DATE_ORDER": "DMY",
    "PREFER_DAY_OF_MONTH": "first",
    "RELATIVE_BASE": dt.datetime(2020, 1, 1),
}


@few
@given(st.sampled_from(JUDGED), days)
def test_another_reader_agrees(judged: tuple[Callable[[dt.date], str], int], day: dt.date) -> None:
    form, length = judged
    text = form(day)
    settled = settle(text)
    (date,) = settled.dates
    assert date.value == day.isoformat()[:length]
    read = dateparser.parse(text, languages=["id"], settings=ASKED)
    if read is not None:
        assert read.date().isoformat()[:length] == date.value


def test_the_other_reader_answers_most_of_them() -> None:
    day = dt.date(2026, 8, 31)
    read = [dateparser.parse(form(day), languages=["id"], settings=ASKED) for form, _ in JUDGED]
    assert sum(answer is not None for answer in read) >= len(JUDGED) - 2


def test_a_range_that_runs_backwards_has_no_value() -> None:
    for text in ("2-1 Februari tahun lalu", "2-1 Februari 2007"):
        article = parse(f"KONTAN.CO.ID - SEOUL. Naik {text}.", published="2008-01-01")
        assert [date.value for date in article.dates] == [None]
        assert [finding.code for finding in article.diagnostics] == ["unreadable-date"]
