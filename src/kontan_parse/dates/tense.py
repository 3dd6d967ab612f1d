"""Whether a text speaks of a date as told, as to come, or as its own day."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import pairwise
from typing import Literal

from kontan_parse.dates.values import Mention
from kontan_parse.patterns import lazy

Tense = Literal["plan", "open", "was", "told", "today"]
"""Of what is to come; not said; of what was; of what somebody said; of the day of writing."""

_REACH, _REACH_OF_DAYS = 180, 45
"""Characters before a date in which a word for the future makes it a plan; before a weekday, by
which the house dates what somebody said, fewer."""
_PLAN = frozenset(
    "akan bakal rencana rencananya berencana direncanakan dijadwalkan mendatang nanti lambat tempo "
    "hingga sampai mulai target targetnya menargetkan ditargetkan berlaku besok lusa diperkirakan "
    "perkirakan memperkirakan proyeksi proyeksinya memproyeksikan diproyeksikan menuju targetkan "
    "bidik membidik incar mengincar ramal meramal prediksi memprediksi diprediksi estimasi "
    "mengestimasi diestimasi sebelum sasaran fokus diharapkan perkiraan pelunasan".split()
)
"""Words for what is to come; `paling lambat` and `jatuh tempo` among them."""
_IF = frozenset("kalau jika bila apabila".split())
"""Words for what may be; of days they say nothing: `jika dihitung dari harga Rabu (5/8)`."""
_FORECAST = frozenset(
    "akan bakal memprediksi diprediksi memperkirakan diperkirakan proyeksi memproyeksikan "
    "diproyeksikan rekomendasi besok esok berpotensi berpeluang rawan".split()
)
"""Words before `perdagangan Jumat (26/6)` by which that day of trading is still to come."""
_BEHIND = lazy(
    r" (?:(?P<ahead>mendatang|nanti|besok|esok)|(?P<past>lalu|silam|kemarin))(?!\w)"
    r"(?! lintas| (?:di|me)[a-z]{4})",
    re.IGNORECASE,
)
"""Behind a date they say the same, or that it was; `lalu dilanjutkan` is what came then."""
_FORECAST_BEHIND = lazy(
    r"\W(?:akan|bakal|diperkirakan|memperkirakan|diproyeksikan|memproyeksikan|diprediksi|memprediksi"
    r"|berpotensi|berpeluang|rawan|merekomendasikan)\b",
    re.IGNORECASE,
)
"""Words behind a day of trading, in its clause: `pada perdagangan Rabu (8/7), rupiah akan …`."""
_WILL_BEHIND = lazy(
    r",? (?:(?<=, )(?:(?!me[a-z]{4}|di[a-z]{4}|telah|sudah)[^\s.,]+ ){1,8})?"
    r"(?:akan|bakal|diproyeksikan|diperkirakan|diprediksi|diestimasi|ditargetkan|diproyeksi)\b",
    re.IGNORECASE,
)
"""What is to come behind a month or year, or behind a subject there: `Per Maret 2029, gula impor
akan ditolak`, `pada 2026 diproyeksikan`."""
_CLAUSE = lazy(r"\. |\n|\b(?:setelah|dibanding|ujar|kata|tulis)\b")
_CLAUSE_MARKS = ",;("
_REACH_BEHIND = 60
_SENTENCE = 220
"""Characters before a weekday in which its sentence may say who spoke."""
_SAID = frozenset(
    "kata katanya ujar ujarnya ungkap ungkapnya tutur tuturnya jelas jelasnya papar paparnya imbuh "
    "imbuhnya tulis tulisnya sebut sebutnya tegas tegasnya tambah tambahnya terang terangnya tukas "
    "bilang dikutip mengutip melansir dilansir kepada pernyataan pernyataannya keterangan "
    "keterangannya siaran menurut laporan laporannya ucap ucapnya tutup tutupnya pungkas "
    "pungkasnya lanjut lanjutnya beber bebernya sambung sambungnya urai urainya tandas tandasnya "
    "timpal kutip risetnya riset dihubungi ditemui".split()
)
"""Words by which the house dates what was said: they outdo those before them."""
_HAPPENED = frozenset("setelah usai ditutup dibanding dibandingkan dari".split())
"""Words that outdo those for the future before them, from farther away, too."""
_WILL = frozenset(("akan", "bakal"))
_SCHEDULED = _WILL | frozenset("dijadwalkan berencana direncanakan".split())
"""Words that make a weekday a plan from anywhere in its sentence."""
_ANNOUNCED = _WILL | frozenset("nanti nantinya direncanakan dijadwalkan rencananya".split())
"""Words in the clause of a day by which it is surely to come, but for those of old plans."""
_OUTCOME = frozenset("realisasi realisasinya capaian capaiannya".split())
_OF_THE_BOOKS = frozenset("buku laba dividen kinerja pencapaian".split()) | _OUTCOME
"""Between them and a year they leave it one that may be over: `akan membagikan dividen tahun buku
2025`."""
_OF_WHAT_WAS = frozenset("yang sesuai berdasarkan menyusul".split())
"""Between them and a day they leave it another's: `akan mengubah aturan yang terbit 1 Agustus`."""
_OLD_PLAN = frozenset("semula sedianya sempat seharusnya seyogianya awalnya tadinya batal".split())
_WAS = frozenset("saat usai dalam perdagangan sejak semenjak".split())
"""Words by which it dates what happened: they, too, outdo those before them."""
_SINCE = frozenset(("sejak", "semenjak"))
_WAS_ALWAYS = _SINCE | {"usai"}
"""Those of them that tell as much of a day without its weekday."""
_BEGAN = frozenset("lahir dilahirkan kelahiran berdiri didirikan".split())
_DUE = frozenset("yang libur hari tanggal peringatan cum ex recording dividen pembayaran".split())
"""What is on a day before it is there: behind them `jatuh pada` is no fall."""
_BOOKS = frozenset("periode tahun kuartal triwulan semester bulan".split())
"""What ends on a day up to which is reported."""
_MOST = frozenset(
    "tertinggi terendah terbesar terkecil terbaik terburuk terparah terkuat terlemah terdalam "
    "terpanjang tercepat terlambat termahal termurah terlama".split()
)
"""What is compared with an earlier time."""
_FIRST_TIME = (("pertama", "kali"), ("pertama", "kalinya"), ("kali", "pertama"))
_NO_MOST = frozenset("tidak lambat lama cepat sedikit banyak".split())
"""Behind `paling` they bound what is to come, `paling lambat 30 hari sejak`, or a guess."""
_NEAR_SINCE = 5
"""Words between which `paling rendah` and `sejak` belong together."""
_COMPARED = frozenset("dari dibanding dibandingkan daripada ketimbang sebelumnya sama".split())
"""Before the time with which another is compared: `dari periode yang sama semester I-2025`."""
_AGAINST = frozenset(
    "dari daripada dibanding dibandingkan ketimbang melampaui melebihi atas bawah".split()
)
"""Before them a plan is measured by what has come of another time: `target itu jauh dari realisasi
pada 2019`."""
_UNTIL = ("hingga", "sampai")
_UP_TO = frozenset(("per", *_UNTIL))
_ENDS = frozenset(("tempo", "berakhir", "lambat", *_UNTIL))
_OPENING = 4
"""Words with which a sentence may open before its date: `Hingga akhir`."""
_UNTIL_CLOCK = lazy(
    r"(?:hingga|sampai)(?: dengan)? pukul \d{1,2}[.:]\d{2}(?: WI(?:B|TA|T))?(?:,| pada| di hari)? $"
)
"""Up to a time of the day something is reported: `hingga pukul 10.20 WIB pada Senin (7/6)`."""
_OF_A_DAY = frozenset("akhir penutupan jeda sesi i ii 1 2 pertama kedua pagi siang sore".split())
"""Parts of a day of trading, between `hingga` and its name."""
_NO_MONTH = ("akhir", "awal", "pertengahan", "tahun", "periode")
"""Between `hingga` and a year they leave it a year to come: `Hingga akhir 2030`."""
_MARKS = ",.;:()\"'“”‘’"


def read(text: str, mention: Mention) -> Tense:
    """How `text` speaks of a date that it mentions.

    >>> from kontan_parse.dates.values import Part
    >>> text = "Rapat akan digelar Jumat (7/8)."
    >>> read(text, Mention(19, 30, Part(None, 8, 7), weekday=4))
    'plan'
    """
    told = side(text, mention.end)
    if mention.future or told > 0:
        return "plan"
    if told < 0:
        return "was"
    reach = _REACH if mention.weekday is None else _REACH_OF_DAYS
    words = _before(text, mention.start, reach)
    if _closes_the_books(words):
        return "was"
    last = words[-1] if words else ""
    if mention.weekday is not None and (last == "untuk" or _falls_due(words)):
        return "plan"
    begins = text[mention.start : mention.start + len("hari ini")]
    if words[-2:] == ["hari", "ini"] or begins.lower() == "hari ini":
        return "today"
    trading = words[:-1] if last == "hari" else words
    if trading[-1:] == ["perdagangan"] and (
        trading[-2:-1] == ["untuk"]
        or _tense(_before(text, mention.start, _SENTENCE), _HAPPENED, _FORECAST) == "plan"
    ):
        return "plan"
    if mention.weekday is not None:
        begin = max(0, mention.start - reach)
        clock = text.find(" pukul ", begin, mention.start) > 0
        if clock and _UNTIL_CLOCK.search(text, begin, mention.start):
            return "was"
        words = _up_to(words)
    if mention.first.day is None:
        words = _behind_an_outcome(words)
        if mention.first.month:
            words = _since(words)
    if mention.last is not None and last == "mulai":  # where it began says nothing of its end
        words = words[:-1]
    dated = mention.weekday is None and mention.first.day is not None
    how = _tense(words, _WAS_ALWAYS if dated else _WAS)
    if how == "open" and mention.first.day is None and _may_come(words, text, mention.end):
        return "plan"
    if mention.weekday is not None and how in ("was", "open") and "perdagangan" in words[-2:]:
        clause = _CLAUSE.split(text[mention.end : mention.end + _REACH_BEHIND], maxsplit=1)[0]
        if _FORECAST_BEHIND.search(clause):
            return "plan"
    if how == "open" and text.startswith(" pukul ", mention.end):
        return "was"
    if mention.weekday is not None and how != "told":
        sentence = _before(text, mention.start, _SENTENCE)
        if _is_told(text, mention, sentence):
            return "told"
        if how == "open" and _tense(sentence, _HAPPENED | _WAS, _SCHEDULED) == "plan":
            return "plan"
    return how


def _closes_the_books(words: list[str]) -> bool:
    """Whether they say which period was accounted for: `hingga periode yang berakhir pada`."""
    last = words[:-1] if words[-1:] == ["pada"] else words
    return last[-2:] == ["yang", "berakhir"] and not _BOOKS.isdisjoint(last[-6:-2])


def _falls_due(words: list[str]) -> bool:
    """Whether they say of a holiday or a payment on which day it is: `libur yang jatuh pada`.

    `Saham jatuh pada` says what happened.
    """
    return words[-2:] == ["jatuh", "pada"] and not _DUE.isdisjoint(words)


def _is_told(text: str, mention: Mention, sentence: list[str]) -> bool:
    """Whether the `sentence` says of the weekday, from farther away, that somebody spoke on it.

    Of `katanya dalam jumpa pers Asosiasi Petani di Medan, Rabu (17/6).` it closes what was said,
    whatever else is named between.
    """
    start, end = mention.start, mention.end
    apart = text[start - 2 : start]
    if apart in (", ", ". ") and text[end : end + 1] in (".", "\n", ""):
        if apart == ". ":  # a sentence of its own, by a slip
            sentence = _before(text, start - 2, _SENTENCE)
        return not _SAID.isdisjoint(sentence)
    return _tense(sentence) == "told"


def side(text: str, end: int) -> int:
    """On which side of now a date lies by the word right behind it, at `end`; 0: it says nothing.

    >>> side("Rapat digelar 20 Desember nanti.", 25)
    1
    """
    behind = _BEHIND.match(text, end)
    return 0 if behind is None else 1 if behind["ahead"] else -1


def plans(text: str, at: int) -> bool:
    """Whether the words of the sentence before `at` speak of what is to come."""
    told = side(text, at + len("2026"))
    if told:
        return told > 0
    words = _behind_an_outcome(_before(text, at, _REACH))
    if len(words) > 1 and words[-1] not in _NO_MONTH:
        words = _since(words)
    how = _tense(words)
    return how == "plan" or (how == "open" and _may_come(words, text, at + len("2026")))


def announces(text: str, at: int) -> bool:
    """Whether the clause of the date at `at` says before it that something will be on that day.

    >>> announces("Aturan akan berlaku pada 1 Agustus.", 25)
    True
    """
    begin = max(0, at - _REACH_BEHIND)
    begin = max(begin, *(text.rfind(mark, begin, at) + 1 for mark in _CLAUSE_MARKS))
    words = _before(text, at, at - begin)
    return _OLD_PLAN.isdisjoint(words) and (
        _tense(words, _HAPPENED | _WAS_ALWAYS | _OF_WHAT_WAS, _ANNOUNCED) == "plan"
    )


def will_be(text: str, mention: Mention) -> bool:
    """Whether it is sure that the year of `mention` was not over: what will be then is announced.

    >>> from kontan_parse.dates.values import Part
    >>> will_be("Pabrik akan rampung pada 2024.", Mention(25, 29, Part(2024)))
    True
    """
    words = _before(text, mention.start, _REACH_OF_DAYS)
    due = words[-3:-1] == ["jatuh", "tempo"] or words[-2:] == ["jatuh", "tempo"]
    return _OF_THE_BOOKS.isdisjoint(words) and (
        side(text, mention.end) > 0 or due or announces(text, mention.start)
    )


def _may_come(words: list[str], text: str, end: int) -> bool:
    """Whether a month or year may be to come by the words before it or what stands behind `end`."""
    return (
        not _IF.isdisjoint(words)
        or words[:1] == ["baru"]  # `Baru di 2027 harganya pulih`
        or _WILL_BEHIND.match(text, end) is not None
    )


def ends_a_period(text: str, at: int) -> bool:
    """Whether the date at `at` is the last day of what is reported: `per 30 Juni 2026`."""
    before = f" {text[max(0, at - 20) : at].lower()}"
    return before.endswith((" per ", "(per ", "\nper ", " berakhir ", " berakhir pada "))


def ends(text: str, at: int) -> bool:
    """Whether on the date at `at` something is to end: `jatuh tempo pada 9 April 2027`."""
    return not _ENDS.isdisjoint(_before(text, at, _REACH))


def is_reported_up_to(text: str, at: int) -> bool:
    """Whether the date at `at` opens a sentence that reports up to it: `Hingga Juni 2026, laba`."""
    words = _before(text, at, _REACH)
    return len(words) <= _OPENING and not _UP_TO.isdisjoint(words[:1])


def is_a_mark(text: str, at: int) -> bool:
    """Whether at the date at `at` something was last as it is now: `tertinggi sejak 2008`."""
    words = _before(text, at, _REACH)
    return not _SINCE.isdisjoint(words) and (not _MOST.isdisjoint(words) or _is_most(words))


def _is_most(words: list[str]) -> bool:
    """Whether two words say so right before `sejak`: `paling rendah`, `pertama kalinya`."""
    since = max(number for number, word in enumerate(words) if word in _SINCE)
    near = words[max(0, since - _NEAR_SINCE) : since]
    return any(
        pair in _FIRST_TIME or (pair[0] == "paling" and pair[1] not in _NO_MOST)
        for pair in pairwise(near)
    )


def is_compared(text: str, at: int) -> bool:
    """Whether another time is compared with the date at `at`: `naik dari kuartal I-2025`."""
    return not _COMPARED.isdisjoint(_before(text, at, _REACH_OF_DAYS))


def begins_a_period(text: str, at: int) -> bool:
    """Whether the date at `at` is when something began: `sejak pandemi melanda pada Maret 2020`."""
    return not _SINCE.isdisjoint(_before(text, at, _REACH))


def is_long_ago(text: str, at: int) -> bool:
    """Whether the date at `at` is a mark, or since when something is so: `sejak`, `kelahiran`."""
    words = _before(text, at, _REACH_OF_DAYS)
    return not (_SINCE.isdisjoint(words[-1:]) and _BEGAN.isdisjoint(words)) or is_a_mark(text, at)


def _before(text: str, at: int, reach: int) -> list[str]:
    """The words of the sentence before `at`, as far as `reach`, in lower case and without marks."""
    begin = max(0, at - reach)
    begin = max(begin, text.rfind("\n", begin, at) + 1, text.rfind(". ", begin, at) + 1)
    while begin < at and text[begin - 1 : begin].isalnum():  # the end of a word: `menyat-akan`
        begin += 1
    return [bare for word in text[begin:at].lower().split() if (bare := word.strip(_MARKS))]


def _up_to(words: list[str]) -> list[str]:
    """The words without a last `hingga` or `sampai dengan`: a week's trading up to its Friday.

    Also where a part of that day stands between: `hingga penutupan sesi I Selasa (2/3)`.
    """
    end = len(words)
    while end and words[end - 1] in _OF_A_DAY:
        end -= 1
    if words[max(0, end - 2) : end] == ["sampai", "dengan"]:
        return words[: end - 2]
    return words[: end - 1] if end and words[end - 1] in _UNTIL else words


def _since(words: list[str]) -> list[str]:
    """The words without a `hingga` that opens the sentence: `Hingga Maret 2026, laba naik`."""
    return words[1:] if words[:1] and words[0] in _UNTIL and len(words) <= _OPENING else words


def _behind_an_outcome(words: list[str]) -> list[str]:
    """The words from `realisasi` on, where the plan before it is measured by that."""
    for at in range(len(words) - 1, 0, -1):
        if words[at] in _OUTCOME:
            against = words[at - 2] if words[at - 1] == "dengan" and at > 1 else words[at - 1]
            return words[at:] if against in _AGAINST else words
    return words


def _tense(words: list[str], was: Container[str] = _WAS, plan: Container[str] = _PLAN) -> Tense:
    """What the last word says that says anything: those of `was` and `plan`, and who spoke."""
    for word in reversed(words):
        if word in _SAID:
            return "told"
        if word in was:
            return "was"
        if word in plan:
            return "plan"
    return "open"
