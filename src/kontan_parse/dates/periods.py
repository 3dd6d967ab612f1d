"""The grammar of what is longer than a day.

    quarter  = ("kuartal" | "triwulan" | "semester" | "paruh" | …) ordinal year  kuartal III-2026
    several  = number quarter, the first or last ones          tiga kuartal pertama 2024
    months   = number "bulan pertama"? year                                enam bulan pertama 2026
    short    = quarter "Q" year | half "H" year | months "M" year | "FY" year    3Q26, H1-2026
    year     = "tahun" year ("-" year)?                                    tahun 2006
    bare     = ("pada" | "sejak" | "akhir" | …) year                       sejak 2006

Years that are not printed stay open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kontan_parse.dates.signs import DASH, NO_DECIMAL, PART, RULE, WHICH_YEAR, Signs, year_meant
from kontan_parse.dates.values import ANY_MONTH, Mention, Part
from kontan_parse.lines import every
from kontan_parse.patterns import lazy

_ORDINALS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4,
    "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "terakhir": 0,
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4,
}  # fmt: skip
_ORDINAL = r"(?:[Ii]{1,3}|IV|iv|[1-4]|[Pp]ertama|[Kk]edua|[Kk]etiga|[Kk]eempat|[Tt]erakhir)(?!\w)"
_CARDINAL = r"(?:[Ss]atu|[Dd]ua|[Tt]iga|[Ee]mpat)(?!\w)"
"""What only the first of several may have: `kuartal I, dua tahun lalu`."""
_BETWEEN_ORDINALS = (
    r"(?:, |,? (?:dan|serta|atau|&) | (?:hingga|sampai(?: dengan)?|s\.?d\.?|s/d) "
    "| ?[-–] ?(?=[IV]))"
)
_WHAT = (
    "[Kk]uartal?|KUARTAL|[Kk]wartal|[Tt]riwulan|[Ss]emester|SEMESTER|[Cc]aturwulan|[Pp]aruh"
    "|[Ss]eparuh|[Pp]aro|[Ss]eparo|TW"
)
_LISTED = lazy(rf"(?<!\w)(?:(?:{_WHAT})(?: ke)?[ -])?(?P<ordinal>{_ORDINAL})")
_SEVERAL = lazy(r"(?<!\w)(?P<count>[Dd]ua|[Tt]iga) $")
"""Before the first or last ones: `tiga kuartal pertama 2024`."""
_LISTING = (",", "dan", "serta", "atau", "&")
"""What begins a list of quarters, and no range of them."""
_QUARTER = lazy(
    rf"(?:(?<!\w)|(?<=[a-z]{{3}}))(?P<what>{_WHAT})"
    rf"(?: ke)?(?:[ -]|(?=[IV]))(?P<ordinal>{_ORDINAL}|{_CARDINAL})"
    rf"(?P<more>(?:{_BETWEEN_ORDINALS}(?:{PART}(?i:(?P=what))(?: ke)?[ -])?{_ORDINAL}){{0,3}})"
    rf"(?:(?: ?[-–/] ?| (?:pada |di )?(?:[Tt]ahun )?)(?P<year>(?:19|20)\d\d)(?![\d_]){NO_DECIMAL}"
    rf"| (?:pada |di )?{WHICH_YEAR})"
)
_QUARTER_WORD = lazy(
    r"[KkTtSsCcPp](?:uartal?|UARTAL|wartal|riwulan|emester|EMESTER|aturwulan|aruh|eparuh|aro|eparo"
    r"|W)"
)
"""The words of `_WHAT`, written so that a search for them takes a fifth of the time."""
_BEFORE_YEAR_OF_QUARTER = frozenset(" -–/")
_END_OF_ORDINAL = frozenset("IiVv1234atru")
_BEHIND_ORDINAL = _END_OF_ORDINAL | frozenset("n -–/")
"""What a quarter's year stands two characters behind: an ordinal, `tahun`, `di`, `pada`, a dash."""
_LONGEST_QUARTER = len("caturwulan pertama sampai pertengahan caturwulan ketiga pada tahun ")
_MONTHS_LONG = {"semester": 6, "paruh": 6, "separuh": 6, "paro": 6, "separo": 6, "caturwulan": 4}
"""How many months they last; all others three."""
_COUNTS = {
    name: number
    for number, name in enumerate(
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(), 1
    )
} | {str(number): number for number in range(1, 12)}
_FIRST_MONTHS = lazy(
    r"(?P<count>[A-Za-z]{3,8}|\d{1,2}) (?ai:bulan) (?P<from>(?ai:pertama) )?"
    rf"(?:(?:di |pada )?(?:[Tt]ahun )?(?P<year>(?:19|20)\d\d)(?!\w){NO_DECIMAL}"
    rf"|(?:di |pada )?{WHICH_YEAR})"
)
_FEW = 2
"""Months that may be any of a year, unless they are called its first."""
_LONGEST_COUNT = len(" sembilan") + 1
_LONGEST_MONTHS = len(" bulan pertama pada tahun ")
_SHORT_QUARTER = lazy(
    r"(?:(?<![\w.,/-])(?<!Rp )(?<!\$ )|(?<=[1-4][QH]\d\d-))"
    r"(?:(?P<quarter>[1-4])Q[ /-]?|Q(?P<after>[1-4])[ /-]?|(?P<half>[12])H[ /-]?"
    r"|H(?P<behind>[12])[ /-](?=20\d\d)"
    r"|(?P<months>[369]|12)M[ -]?|(?P<others>[24578]|1[01])M(?=\d))'?"
    r"(?P<year>20\d\d(?![\dA-Z_]|[.,]\d)|(?<![HM] )\d\d(?!\w|[.,]\d))"
)
_FISCAL = lazy(
    r"(?<![\w.,/-])FY[ -]?'?(?P<year>(?:20)?\d\d)[FEA]?"
    r"(?: ?[-–/] ?(?:FY ?'?)?(?P<last>(?:20)?\d\d)[FEA]?)?(?![\dA-Z_]|[.,]\d)"
)
"""Behind the year may stand that it is a forecast, an estimate, or what it was in fact."""
_YEAR = lazy(
    r"(?:(?<!\w)|(?<=[a-z]{3})(?<!\bper)(?<!\bber))"  # glued to a word that `tahun` is no part of
    r"[Tt]ahun (?:[Bb]uku |[Ff]iskal |[Aa]nggaran |ajaran |kalender |[Pp]ajak |penuh )?"
    r"(?P<year>(?:1[6-9]|20)\d\d)"
    r"(?: ?(?:[-–—/] ?(?P<short>\d\d)(?!\d)"
    rf"|(?:{DASH}|/|hingga|sampai|s\.?d\.?|s/d) ?(?P<last>(?:19|20)\d\d)))?"
    rf"(?!\w|[-/]\w){NO_DECIMAL}"
)
_BEFORE_YEAR = frozenset(
    "pada di akhir awal pertengahan medio penghujung pengujung sepanjang selama sejak semenjak "
    "hingga sampai dari antara memasuki mulai menjelang menuju setelah sebelum pasca sisa per "
    "periode berjalan dibanding dibandingkan ketimbang untuk sama berlaku berdiri didirikan "
    "dilakukan ta".split()
)
"""Words before a number that make it a year, if no unit is behind; `TA` is a fiscal one."""
_OF_A_YEAR = frozenset(
    "laba bersih kinerja keuangan realisasi capaian target tahunan proyeksi estimasi outlook "
    "posisi rata-rata penuh inflasi apbn rapbn apbnp apbn-p rapbnp rapbn-p apbd lebaran "
    "ramadan ramadhan nataru pemilu pilpres pilkada pendapatan rbb rkap rkab pdb pdrb "
    "pertumbuhan".split()
)
"""What a year has: `laba bersih 2025`, `APBN 2026`, if no unit is behind."""
_RECENT = 1998
"""Before it a number behind those, or the first of two, is mostly an amount."""
_SINCE = frozenset(("sejak", "semenjak", "berdiri", "didirikan"))
_MODERN = 1940
"""Before it only these words do: `sejak 1897`."""
_MEASURES = (
    "unit|ton|kilogram|kg|gram|meter|m|km|kilometer|hektare|hektar|ha|titik|jiwa|poin|kali|jam|hari"
    "|lembar|megawatt|MW|barel|liter|lot|watt|tahun|per"
)
_BARE = lazy(
    r"(?:1[6-9]\d|20[0-7])\d(?:(?!\w)|(?=[A-Z][a-z]))"
    rf"(?!/\d|-an\b| ?%| (?:{_MEASURES})\b){NO_DECIMAL}"
)
_COUNTED = lazy(
    " (?:orang|gerai|lokasi|saham|rupiah|dollar|dolar|nasabah|pelanggan|karyawan|pekerja|peserta"
    r"|cabang|sekolah|desa|rumah|kendaraan|mobil|perusahaan|emiten|kasus)\b"
)
"""What a number before it may count; behind a year it is what the sentence is about."""
_SURE = frozenset(
    "pada sepanjang sejak semenjak akhir awal pertengahan penghujung pengujung".split()
)
"""Words that no such number stands behind: `sepanjang 2021 rupiah melemah`."""
_COUNTS_FROM, _COUNTS_TO = 2000, 2036
"""Between them it is a year all the same; `pada 2045 emiten` counts."""
_PAIR = lazy(r"20\d\d(?:/(?:20)?|[-–])(?P<next>\d\d)(?![\w/-]|[.,]\d)")
"""A season: `Nataru 2024/2025`, `periode 2025-26`."""
_TO = rf" ?{DASH} ?| hingga | sampai (?:dengan )?| s\.?d\.? | s/d "
_BETWEEN_YEARS = lazy(rf"{_TO}|, | ke |(?P<list>,? (?:dan|serta|maupun|atau|&) )")
_LONGEST_BETWEEN = len(" sampai dengan ")
_PARTS_OF_A_YEAR = frozenset((*ANY_MONTH, "i", "ii", "iii", "iv"))
_LIST = lazy(r"20\d\d(?:, 20\d\d){0,4},? (?:dan|serta|maupun|atau|&) 20\d\d(?!\w)")
"""Years that a comma joins to one of a month or quarter: `Mei 2017, 2018, dan 2019`."""
_BACK = 5
"""Years that a list may go back: `pada 2016 dan 2015`."""
_WITH = ("dibanding", "dibandingkan", "sampai")
"""What makes a year of the number behind `dengan`."""
_TO_A_YEAR = lazy(rf"(?:{_TO})(?P<year>20[0-4]\d)")
_LONGEST_RANGE = 30
"""Years of the longest plan: an outlook to 2050."""
_OF_A_NUMBER = frozenset(
    "rp level kisaran rentang area harga support resistance resisten buy".split()
)
"""Words before two numbers that are none of years."""
_SERIES = lazy(r"[Tt]ahap (?:[IVX]+|\d{1,2}) $")
_SECURITY = (
    "bligasi", "ukuk", "erkelanjutan", " Bond", "MTN", "Medium Term Note", "Surat Berharga",
    "Surat Utang",
)  # fmt: skip
"""What names a security before the year in its name: `Obligasi … Tahap II Tahun 2026`."""
_LONGEST_SECURITY = 120
_NAME_OF_A_SECURITY = lazy(
    r"(?:Obligasi|Sukuk|Bonds?|"
    r"(?:MTN|Medium Term Notes?|Surat (?:Berharga|Utang))(?=[^.\n]{0,60} [IVX]+ ))"
    r"(?: (?:[A-Z][\w.&/-]*|\([A-Za-z ]{1,40}\)|&)){1,12} $"
)
"""`Obligasi Gula Manis I Tahun 2020`: all in capitals, up to its year."""
_ISSUE = lazy(r" [IVX]+ $")
"""Behind its number, `Sukuk Gula Manis II tahun 2020`, the year is part of the name, too."""
_NUMBER_OF_A_RULE = lazy(
    r"\b(?:(?:[Nn]o|[Nn]omor|[Nn]omer|NO|NOMOR)\b\.? ?\d[\w/.-]{0,12}"
    rf"|{RULE} \d+) $"
)
"""What stands before the year in the name of a law: `UU Nomor 4 Tahun 2023`."""
_NUMBER = lazy(r"\b\d+ $")
"""The same, where the year's word has a capital: `Rencana Dagang 5 Tahun 2022`."""


def _matches(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of `pattern` at `starts`; a place before the text has none."""
    for at in starts:
        match = pattern.match(text, at) if at >= 0 else None
        if match:
            yield match


def quarters(signs: Signs) -> Iterator[Mention]:
    """quarter = ("kuartal" | "triwulan" | "semester" | "paruh" | …) ordinal year.

    Of several, `kuartal II, III, dan IV 2025`, each is a mention of its own; `kuartal I hingga II`
    is one.
    """
    for match in _matches(_QUARTER, signs.text, _quarters(signs)):
        months = _MONTHS_LONG.get(match["what"].lower(), 3)
        year = int(match["year"]) if match["year"] else None
        relative = year_meant(match["which"])
        for start, end, first, last in _ordinals(match, 12 // months):
            yield Mention(
                start,
                end,
                Part(year, (first - 1) * months + 1),
                Part(year, last * months),
                relative=relative,
            )


def _ordinals(match: re.Match[str], most: int) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, first and last ordinal of each quarter in a match; a year has `most` of them."""
    start, end = match.span()
    first = _ORDINALS[match["ordinal"].lower()] or most
    if not match["more"]:
        count = _SEVERAL.search(match.string, max(0, start - len(" tiga ")), start)
        which = match["ordinal"].lower()
        if count and which in ("pertama", "terakhir"):
            number = min(_COUNTS[count["count"].lower()], most)
            first = 1 if which == "pertama" else most - number + 1
            yield count.start(), end, first, first + number - 1
        elif first <= most:
            yield start, end, first, first
        return
    others = [*_LISTED.finditer(match.string, *match.span("more"))]
    numbers = [first, *(_ORDINALS[other["ordinal"].lower()] or most for other in others)]
    if numbers != sorted(set(numbers)) or numbers[-1] > most:
        return
    if not match["more"].lstrip().startswith(_LISTING):
        yield start, end, first, numbers[-1]
        return
    starts = [start, *(other.start() for other in others)]
    ends = [match.end("ordinal"), *(other.end() for other in others[:-1]), end]
    for begin, stop, number in zip(starts, ends, numbers, strict=True):
        yield begin, stop, number, number


def _quarters(signs: Signs) -> set[int]:
    """Where the word for a quarter stands not far before a year."""
    text = signs.text
    ends = [at for at in signs.counted if text[at - 1] in _END_OF_ORDINAL]
    ends += [
        at
        for at in signs.years
        if at > 1 and text[at - 1] in _BEFORE_YEAR_OF_QUARTER and text[at - 2] in _BEHIND_ORDINAL
    ]
    return {
        word.start()
        for year in ends
        for word in _QUARTER_WORD.finditer(text, max(0, year - _LONGEST_QUARTER), year)
    }


def first_months(signs: Signs) -> Iterator[Mention]:
    """months = number "bulan pertama"? year: from January on; three and more need no "pertama"."""
    text = signs.text
    if " bulan " not in signs.small:
        return
    for year in (*signs.years, *signs.counted):
        begin = max(0, year - _LONGEST_MONTHS)
        at = signs.small.rfind(" bulan ", begin, year + 1)
        begin = max(0, at - _LONGEST_COUNT)
        start = max(text.rfind(" ", begin, at), text.rfind("\n", begin, at), begin - 1) + 1
        match = _FIRST_MONTHS.match(text, start) if at > 0 else None
        count = _COUNTS.get(match["count"].lower()) if match else None
        if match and count and (match["from"] or (match["year"] and count > _FEW)):
            first = Part(int(match["year"]) if match["year"] else None, 1)
            yield Mention(
                match.start(),
                match.end(),
                first,
                first._replace(month=count),
                relative=year_meant(match["which"]),
            )


def short_quarters(signs: Signs) -> Iterator[Mention]:
    """short = quarter "Q" year | half "H" year | months "M" year, as analysts write."""
    for match in _matches(_SHORT_QUARTER, signs.text, _short_quarters(signs.text)):
        year = int(match["year"])
        year += 2000 if year < 100 else 0
        first, last = 1, 12
        if quarter := match["quarter"] or match["after"]:
            first, last = int(quarter) * 3 - 2, int(quarter) * 3
        elif half := match["half"] or match["behind"]:
            first, last = int(half) * 6 - 5, int(half) * 6
        elif months := match["months"] or match["others"]:
            last = int(months)
        yield Mention(match.start(), match.end(), Part(year, first), Part(year, last))


def _short_quarters(text: str) -> Iterator[int]:
    """Where a short quarter may begin: a search for one letter beats one for two tenfold."""
    for letter in "QHM":
        for at in every(text, letter):
            if text[at - 1 : at].isdecimal():
                yield at - 1 - (text[at - 2 : at] in ("10", "11", "12"))
            elif letter != "M":
                yield at


def fiscal_years(signs: Signs) -> Iterator[Mention]:
    """fiscal = "FY" year ("-" "FY"? year)?."""
    text = signs.text
    starts = (at - 1 for at in every(text, "Y") if text[at - 1 : at] == "F")
    for match in _matches(_FISCAL, text, starts):
        first, last = (int(year or 0) % 2000 + 2000 for year in match.group("year", "last"))
        if match["last"] is None or first < last:
            two = None if match["last"] is None else Part(last)
            yield Mention(match.start(), match.end(), Part(first), two)
        else:
            yield Mention(match.start(), match.end("year"), Part(first))


def years(signs: Signs) -> Iterator[Mention]:
    """year = "tahun" year ("-" year)?."""
    text = signs.text
    for match in _matches(_YEAR, text, (at - 1 for at in signs.tahun)):
        first = int(match["year"])
        last = int(match["last"] or 0) or None
        if match["short"]:
            last = first // 100 * 100 + int(match["short"])
        if last is not None and last <= first:
            continue
        if not _in_a_name(text, match.start()):
            yield Mention(match.start(), match.end(), Part(first), Part(last) if last else None)


def _in_a_name(text: str, at: int) -> bool:
    """Whether the year at `at` is part of the name of a law or a security."""
    capital = text.startswith("T", at)
    begin = max(0, at - 24)
    if _NUMBER_OF_A_RULE.search(text, begin, at) or (capital and _NUMBER.search(text, begin, at)):
        return True
    name = text[max(0, at - _LONGEST_SECURITY) : at].rpartition("\n")[2]
    if _SERIES.search(name, max(0, len(name) - 16)):
        return any(sign in name for sign in _SECURITY)
    numbered = capital or _ISSUE.search(name, max(0, len(name) - len(" XVIII ")))
    return bool(numbered) and _NAME_OF_A_SECURITY.search(name) is not None


def bare_years(signs: Signs) -> Iterator[Mention]:
    """bare = ("pada" | "sejak" | "akhir" | …) year, and the years joined to it."""
    text = signs.text
    end, last, of_a_part = -1, 0, False
    for at in sorted(signs.years):
        year, word = int(text[at : at + 4]), _word_before(text, at)
        introduced = word in (_BEFORE_YEAR if year >= _MODERN else _SINCE) or (
            word in _OF_A_YEAR and year >= _RECENT
        )
        # found by `years`, or as that of a month or quarter; others may be joined to it
        named = word == "tahun" or word in _PARTS_OF_A_YEAR
        near = 0 <= end <= at <= end + _LONGEST_BETWEEN and year >= last - _BACK
        between = _BETWEEN_YEARS.fullmatch(text, end, at) if near else None
        joined = between is not None and (year >= last or between["list"] is not None)
        if joined and of_a_part:  # `Mei 2017 dan 2018`
            list_ = between is not None and between["list"] is not None
            joined = year <= last + _BACK and (list_ or _LIST.match(text, at) is not None)
        pair = _PAIR.match(text, at) if introduced else None
        if pair and (year + 1 - int(pair["next"])) % 100 == 0:
            yield Mention(at, pair.end(), Part(year), Part(year + 1))
            end, last, of_a_part = pair.end(), year + 1, False
            continue
        told = introduced or joined or named or _opens_a_range(text, at, year)
        if told and _is_bare(text, at, sure=word in _SURE, back=year < last and joined):
            if not named:
                yield Mention(at, at + 4, Part(year))
            of_a_part = (named and word != "tahun") or (of_a_part and joined)
            end, last = at + 4, year


def _is_bare(text: str, at: int, *, sure: bool = False, back: bool = False) -> bool:
    """Whether no unit and nothing counted stands behind the four digits at `at`.

    Where they are `sure` to be a year, what may be counted is the subject; where a list goes
    `back`, the sentence has to end.
    """
    if _BARE.match(text, at) is None:
        return False
    end = at + len("2026")
    if back and text[end : end + 2].rstrip(" ,.;)\n"):
        return False
    known = sure and _COUNTS_FROM < int(text[at:end]) < _COUNTS_TO
    return known or _COUNTED.match(text, end) is None


def _opens_a_range(text: str, at: int, year: int) -> bool:
    """Whether a later year follows the one at `at`: `kurun waktu 2024-2026`, `2025 hingga 2026`.

    Nothing else has two such numbers, but prices and levels of an index.
    """
    if year < _RECENT or text[at - 1 : at] not in ("", " ", "\n", "("):
        return False
    to = _TO_A_YEAR.match(text, at + len("2026"))
    return (
        to is not None
        and year < int(to["year"]) <= year + _LONGEST_RANGE
        and _is_bare(text, to.start("year"))
        and _word_before(text, at) not in _OF_A_NUMBER
    )


def _word_before(text: str, at: int) -> str:
    """The word before the blank at the left of `at`, in lower case; without a blank, none."""
    if text[at - 1 : at] != " ":
        return ""
    word = text[max(0, at - 16) : at - 1].rpartition(" ")[2].rpartition("\n")[2]
    word = word.lstrip('“"(').rstrip(")")
    if word == "dengan":
        before = text[max(0, at - len(" dibandingkan dengan ")) : at].lower()
        return next((word for word in _WITH if before.endswith(f"{word} dengan ")), "")
    return "" if word == "PER" else word.lower()  # `PER 2026`: of price to earnings
