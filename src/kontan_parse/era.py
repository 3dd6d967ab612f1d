"""When a text can have been written, by what it takes for granted.

A weekday falls on the same date again after five, six or eleven years. So where a text prints no
year, it is enough to know in which of these it was possible: it names nobody in an office before
its holder took it, quotes no price before it was reached, and follows the house's habits of its
day. Each entry is a fact with its day, and only says what cannot have been before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kontan_parse.almanac import YEARS

LAST = dt.date(2027, 12, 31)
"""The end of what this almanac covers, the year behind the one it was last gone through in.

Move it, and add what is new, with each year's first release.
"""

_OUTLETS = {"K": dt.date(2017, 4, 1), "M": dt.date(2020, 1, 1)}
"""Since when datelines begin with `KONTAN.CO.ID`, however it is misspelt, and `MOMSMONEY.ID`: the
early spring of 2017 still printed `JAKARTA.` alone."""
_TITLE_CASE_SINCE, _SENTENCE_CASE_UNTIL = dt.date(2021, 7, 1), dt.date(2022, 12, 31)
"""The house began to capitalise its headlines in the second half of 2021."""

SINCE: Mapping[str, str] = {
    # Heads of state and government, ministers, governors, from the day they took office
    "2017-01-20": "Presiden AS Donald Trump|Presiden Amerika Serikat Donald Trump|Presiden Trump"
    "|Presiden Amerika Serikat (AS) Donald Trump|Presiden AS Trump",
    "2017-11-02": "Jerome Powell",
    "2018-05-24": "Gubernur BI Perry Warjiyo|Gubernur Bank Indonesia Perry Warjiyo"
    "|Gubernur Bank Indonesia (BI) Perry Warjiyo",
    "2019-05-20": "Presiden Ukraina Volodymyr",
    "2019-10-23": "Menko Perekonomian Airlangga|Menteri Koordinator Bidang Perekonomian Airlangga"
    "|Menteri Koordinator (Menko) Bidang Perekonomian Airlangga|Wakil Presiden Ma'ruf Amin"
    "|Menteri BUMN Erick Thohir|Menteri Perindustrian Agus Gumiwang",
    "2019-11-01": "Presiden ECB Christine Lagarde|Presiden Bank Sentral Eropa Christine Lagarde",
    "2020-12-23": "Menteri Kesehatan Budi Gunadi",
    "2021-01-20": "Presiden AS Joe Biden|Presiden Joe Biden|Presiden Biden"
    "|Presiden Amerika Serikat Joe Biden|Presiden Amerika Serikat (AS) Joe Biden",
    "2022-06-29": "Direktur Utama BEI Iman Rachman|Direktur Utama Bursa Efek Indonesia Iman Rachman"
    "|Direktur Utama Bursa Efek Indonesia (BEI) Iman Rachman",
    "2022-07-20": "OJK Mahendra Siregar|OJK Dian Ediana Rae|OJK Ogi Prastomiyono"
    "|OJK Inarno Djajadi|OJK Friderica Widyasari",
    "2022-11-24": "Perdana Menteri Malaysia Anwar Ibrahim|PM Malaysia Anwar Ibrahim",
    "2023-08-09": "OJK Agusman|OJK Hasan Fawzi",
    "2024-07-05": "Perdana Menteri Inggris Keir Starmer|PM Inggris Keir Starmer|Pezeshkian",
    "2024-08-19": "Menteri ESDM Bahlil|Menteri Energi dan Sumber Daya Mineral Bahlil"
    "|Menteri Energi dan Sumber Daya Mineral (ESDM) Bahlil|Menteri Investasi Rosan",
    "2024-10-20": "Presiden Prabowo|Presiden RI Prabowo|Presiden Republik Indonesia Prabowo"
    "|Wakil Presiden Gibran|Kabinet Merah Putih|Yassierli|Maruarar Sirait|Dudy Purwagandhi"
    "|Menteri Luar Negeri Sugiono|Mensesneg Prasetyo Hadi",
    "2024-10-21": "Menko Pangan|Menteri Koordinator Bidang Pangan|Mendag Busan|Komdigi"
    "|Kementerian Komunikasi dan Digital|Kementerian Investasi dan Hilirisasi"
    "|Menteri Investasi dan Hilirisasi|Menteri Perdagangan Budi Santoso|Menteri UMKM",
    "2025-01-20": "Menteri Keuangan AS Scott Bessent|Menteri Luar Negeri AS Marco Rubio"
    "|Wakil Presiden AS JD Vance|Menteri Keuangan Scott Bessent|Menlu AS Marco Rubio",
    "2025-03-14": "Perdana Menteri Kanada Mark Carney|PM Kanada Mark Carney",
    "2025-05-06": "Kanselir Jerman Friedrich Merz|Kanselir Friedrich Merz",
    "2025-05-08": "Paus Leo",
    "2025-05-23": "Dirjen Pajak Bimo Wijayanto|Direktur Jenderal Pajak Bimo Wijayanto",
    "2025-06-04": "Presiden Korea Selatan Lee Jae",
    "2025-09-08": "Menteri Keuangan Purbaya|Menkeu Purbaya|Menteri Keuangan (Menkeu) Purbaya",
    "2025-10-21": "Perdana Menteri Jepang Sanae Takaichi|PM Jepang Sanae Takaichi",
    "2026-01-01": "Direktur Utama BEI Jeffrey Hendrik|Direktur Utama Bursa Efek Indonesia Jeffrey"
    "|Direktur Utama Bursa Efek Indonesia (BEI) Jeffrey Hendrik",
    "2026-01-30": "Ketua The Fed Kevin Warsh|Ketua Federal Reserve Kevin Warsh"
    "|Gubernur The Fed Kevin Warsh|Ketua The Fed Warsh",
    # Institutions, programmes, products, from the day their name was known
    "2019-05-25": "QRIS",
    "2019-12-31": "Covid-19|Covid|virus corona",
    "2020-06-01": "Bank Jago",
    "2020-11-01": "BRI Danareksa Sekuritas",
    "2021-01-25": "IDX Sektor",
    "2021-02-01": "Bank Syariah Indonesia|SeaBank",
    "2021-04-17": "TikTok Shop",
    "2021-05-17": "GoTo Gojek Tokopedia|GoTo",
    "2021-06-01": "Allo Bank|blu by BCA",
    "2021-08-19": "KBMI",
    "2021-09-27": "Bank Raya Indonesia|Bank Raya",
    "2021-10-02": "Livin' by Mandiri|Livin’ by Mandiri|Kopra by Mandiri",
    "2021-12-21": "BI-Fast|BI-FAST",
    "2022-01-04": "Indosat Ooredoo Hutchison",
    "2022-01-17": "Ibu Kota Nusantara|IKN Nusantara",
    "2022-03-01": "invasi Rusia ke Ukraina",
    "2022-05-01": "ESSA Industries",
    "2022-07-05": "PLN Nusantara Power|PLN Indonesia Power|P2SK",
    "2022-08-01": "Krom Bank",
    "2022-11-30": "ChatGPT|AI generatif|generative AI|Generative AI",
    "2023-02-01": "Superbank",
    "2023-06-01": "full call auction|Full Call Auction|Pertamax Green",
    "2023-07-24": "X/Twitter|X (Twitter)|X (dulu Twitter)",
    "2023-08-14": "LSEG",
    "2023-09-01": "Whoosh|SRBI|Sekuritas Rupiah Bank Indonesia|IDXCarbon",
    "2023-10-01": "Satgas PASTI|perang Israel-Hamas",
    "2023-11-01": "Bank Saqu",
    "2024-01-01": "Chandra Asri Pacific|agentic AI|Agentic AI",
    "2024-02-15": "KB Bank",
    "2024-05-01": "Makan Bergizi Gratis|MBG",
    "2024-06-01": "Aspirasi Hidup Indonesia",
    "2024-07-08": "wondr by BNI",
    "2024-08-15": "Badan Gizi Nasional",
    "2024-09-01": "Adaro Andalan Indonesia",
    "2024-10-01": "SMBC Indonesia",
    "2024-10-22": "Danantara|program 3 juta rumah|Program 3 Juta Rumah",
    "2024-11-09": "BYOND by BSI",
    "2024-11-18": "Alamtri",
    "2024-12-10": "XLSmart|XLSMART",
    "2025-01-10": "Pedagang Aset Keuangan Digital",
    "2025-01-27": "DeepSeek",
    "2025-02-13": "tarif resiprokal|Tarif Resiprokal|tarif timbal balik|Tarif Timbal Balik",
    "2025-03-03": "Koperasi Desa Merah Putih|Kopdes Merah Putih|KDMP",
    # Series of retail bonds, from the year of their offer
    "2021-01-01": "ORI019|ORI020|SR014|SR015|SBR010|ST008",
    "2022-01-01": "ORI021|ORI022|SR016|SR017|SBR011|ST009",
    "2023-01-01": "ORI023|ORI024|SR018|SR019|SBR012|ST010|ST011",
    "2024-01-02": "ORI025|ORI026|SR020|SR021|SBR013|ST012|ST013",
    "2025-01-01": "ORI027|ORI028|SR022|SR023|SBR014|ST014|ST015",
}
"""Names that no text can hold before the day; those of one day are parted by a bar."""

LISTED: Mapping[str, str] = {
    "2017-06-21": "HRTA",
    "2020-12-30": "WIFI",
    "2021-01-01": "DCII TAPG ARCI BUKA MTEL AVIA CMRY",
    "2022-01-01": "ADMR BIKE GOTO STAA TLDN ELPI",
    "2023-01-01": "PGEO CUAN NCKL MBMA VKTR AMMN CNMA MUTU BREN INET NSSS AWAN",
    "2024-01-01": "UNTD DAAZ AADI NICE",
    "2025-01-01": "RATU CBDK YUPI CDIA COIN SUPA FORE MDLA RLCO OBAT",
}
"""Codes of shares by the day on which they were first traded, or the first of that year."""


class _Price(NamedTuple):
    """What something cost, and the days before which it was never so much."""

    sign: str
    """What a text that quotes it holds: a cheap way to say no."""
    quoted: re.Pattern[str]
    reached: tuple[tuple[int, str], ...]
    """Amounts, each with the first day of the month in which it was first exceeded."""


_POINTS = r"[^.\n]{0,80}? (\d{1,2}\.\d{3},\d+)"
"""The points of an index with their decimals: a round number may be what somebody expects."""
_GOLD_OF_ANTAM = re.compile(r"[Rr]p ?(\d\.\d{3}\.\d{3}|\d,\d{1,3} juta)(?= per gram)")
_GOLD = re.compile(r"(?:US|us)\$ ?(\d\.\d{3},\d+) per (?:troy )?o(?:ns|unce)")
_TIN = re.compile(r"[Tt]imah\b[^.\n]{0,80}? (?:US|us)\$ ?(\d\d\.\d{3}(?:,\d+)?) per ton")
_DOLLAR = re.compile(r"[Rr]p ?(\d\d\.\d{3}(?:,\d+)?) per (?:dol|US\$|us\$)")
_IHSG = re.compile(rf"(?:IHSG|ihsg){_POINTS}")
_DOW_JONES = re.compile(rf"(?:Dow Jones|dow jones){_POINTS}")
_S_AND_P = re.compile(rf"(?:S&P|s&p) ?500{_POINTS}")
_NASDAQ = re.compile(rf"(?:Nasdaq|nasdaq){_POINTS}")
_NIKKEI = re.compile(rf"(?:Nikkei|nikkei){_POINTS}")
_KOSPI = re.compile(rf"(?:Kospi|KOSPI|kospi){_POINTS}")

PRICES = (
    _Price(
        " per gram", _GOLD_OF_ANTAM,
        ((1_100_000, "2023-03-01"), (1_400_000, "2024-08-01"), (1_600_000, "2025-01-01")),
    ),
    _Price(
        " per ", _GOLD,
        (
            (2_100, "2023-12-01"), (2_600, "2024-09-01"), (3_000, "2025-03-01"),
            (4_000, "2025-10-01"),
        ),
    ),
    _Price("imah", _TIN, ((35_000, "2021-08-01"),)),
    _Price(" per ", _DOLLAR, ((17_500, "2025-04-01"),)),
    _Price("IHSG", _IHSG, ((7_100, "2022-04-01"), (8_000, "2025-08-01"))),
    _Price("Dow Jones", _DOW_JONES, ((30_000, "2020-11-01"), (40_000, "2024-05-01"))),
    _Price("S&P", _S_AND_P, ((4_000, "2021-04-01"), (5_000, "2024-02-01"), (6_000, "2024-11-01"))),
    _Price("Nasdaq", _NASDAQ, ((14_000, "2021-02-01"), (20_000, "2024-12-01"))),
    _Price(
        "Nikkei", _NIKKEI, ((31_000, "2023-05-01"), (40_000, "2024-03-01"), (50_000, "2025-10-01"))
    ),
    _Price(
        "ospi", _KOSPI, ((3_000, "2021-01-01"), (3_400, "2025-09-01"), (4_000, "2025-10-01"))
    ),
)  # fmt: skip
"""Prices that rose: highs of which everybody took note."""


class Era(NamedTuple):
    """The days between which a text was written."""

    first: dt.date
    last: dt.date


def read(text: str, outlet: str | None, titles: Sequence[str]) -> Era:
    """When `text` was written at the earliest and the latest.

    `outlet` is its dateline's, `titles` are those of its cross-links.

    >>> read("Kata Presiden Prabowo, Selasa (9/6).", None, ()).first.isoformat()
    '2024-10-20'
    """
    case = _case(titles)
    small = text.islower()
    words = set(_WORD.findall(text))
    since = [
        dt.date(YEARS.start, 1, 1),
        *(day for name, day in _OUTLETS.items() if outlet and outlet.upper().startswith(name)),
        *_named(text, words, small=small),
        *_listed(text, words, small=small),
        *_priced(text, small=small),
    ]
    if case == "title":
        since.append(_TITLE_CASE_SINCE)
    first = max(since)
    return Era(first, max(first, _SENTENCE_CASE_UNTIL if case == "sentence" else LAST))


def _named(text: str, words: set[str], *, small: bool) -> Iterator[dt.date]:
    """The days of the names in `text`, which are looked for where their first word is."""
    begun = _names(small=small)
    for word in begun.keys() & words:
        yield from (day for name, day in begun[word] if _holds(text, name))


@cache
def _names(*, small: bool) -> Mapping[str, Sequence[tuple[str, dt.date]]]:
    """The names of `SINCE` with their days, by their first word."""
    begun: dict[str, list[tuple[str, dt.date]]] = {}
    for day, names in SINCE.items():
        for name in (names.lower() if small else names).split("|"):
            begun.setdefault(_WORD.findall(name)[0], []).append((name, dt.date.fromisoformat(day)))
    return begun


def _holds(text: str, name: str) -> bool:
    """Whether `text` holds `name`, and no longer word."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not text[end : end + 1].isalnum() and not text[max(0, at - 1) : at].isalnum():
            return True
        at = text.find(name, end)
    return False


_WORD = re.compile(r"\w+")
_BEFORE_A_CODE = ("(", "saham ", "Tbk ", "tbk ")


def _listed(text: str, words: set[str], *, small: bool) -> Iterator[dt.date]:
    """The days since when the shares that `text` names are traded."""
    for day, codes in LISTED.items():
        for code in words.intersection((codes.lower() if small else codes).split()):
            if any(before + code in text for before in _BEFORE_A_CODE):
                yield dt.date.fromisoformat(day)


def _priced(text: str, *, small: bool) -> Iterator[dt.date]:
    """The days since when things cost what `text` says."""
    for price in PRICES:
        if (price.sign.lower() if small else price.sign) in text:
            for quoted in price.quoted.finditer(text):
                amount = _amount(quoted[1])
                for least, day in price.reached:
                    if amount > least:
                        yield dt.date.fromisoformat(day)


def _amount(printed: str) -> float:
    """The number behind `1.910.000`, `2,04 juta` or `3.270,12`."""
    number = float(printed.removesuffix(" juta").replace(".", "").replace(",", "."))
    return number * 1_000_000 if printed.endswith("juta") else number


_SMALL = frozenset(
    "dan atau di ke dari pada untuk dengan dalam yang oleh per vs bagi hingga sampai usai akan "
    "tak saat agar jadi ini itu soal karena demi serta bila jika tapi juga sejak antara seperti "
    "sebagai secara terhadap tentang para lagi masih sudah belum bisa lewat atas the of and in "
    "on at to".split()
)
"""Words that are small in titles of either kind."""
_MARKS = ",.;:?!()\"'“”‘’"
_LEAST_WORDS, _LEAST_FOR_SENTENCES = 4, 8
"""Words without the small ones that must speak for a kind of capitals; more for that of old, since
one headline in fifty is in it today."""


def _case(titles: Sequence[str]) -> str | None:
    """Whether titles are in `title` or `sentence` case; None where they do not tell."""
    words = [
        word
        for title in titles
        for printed in title.split()[1:]
        if (word := printed.strip(_MARKS)).isalpha() and word not in _SMALL and not word.isupper()
    ]
    large = sum(word[0].isupper() for word in words)
    if len(words) < _LEAST_WORDS:
        return None
    if large * 10 >= len(words) * 9:
        return "title"
    return "sentence" if len(words) >= _LEAST_FOR_SENTENCES and large * 3 <= len(words) else None
