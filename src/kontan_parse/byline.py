"""The grammar of the credit line.

    credit-line = part (bar part)* | bare     Reporter: Adi, Yuni | Editor: Edi
    part        = role ":" names? | date-line Sumber:CoinDesk,CoinDesk| Editor:Edi
    names       = name (("," | ";" | "/" | "&" | "dan") name)*
    bar         = "|", "•", "/" or blanks     (the mobile page puts date and reporter in a line);
                  nothing behind a zone       10:26 WIBReporter: Adi
    bare        = (role name)+ date-line      Oleh Adi Wira - Kamis, 5 Desember 2013 | 10:15 WIB

Where each element of a page is a line, it is torn: `Reporter:`, `Adi`, `| Editor:`, `Edi`.

Roles are Reporter, Sumber, Penulis, Oleh and Editor; no other was seen in 8,394 texts. Those that
other newsrooms have are kept as printed, and whom they name is none of the five.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile, zip_longest
from typing import Literal, NamedTuple, get_args

from kontan_parse import places
from kontan_parse.patterns import lazy
from kontan_parse.places import WEEKDAY

Role = Literal["reporter", "sumber", "penulis", "oleh", "editor"]
_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}

LABELS = (
    *(role.capitalize() for role in _ROLES),
    "Fotografer", "Kontributor", "Penerjemah", "Penyunting", "Pewarta", "Produser", "Redaktur",
    "Videografer",
)  # fmt: skip
"""How credits are introduced: by the roles that are read, and by those of other newsrooms."""
LABEL = lazy(rf"(?:^|[|,]? ?)\b({'|'.join(LABELS)}) ?: ?", re.IGNORECASE)
_ZONE_GLUE = lazy(rf"(?:(?<=\d WI[BT])|(?<=\d WITA))(?=(?:{'|'.join(LABELS)}) ?:)")
DATE_LINE = lazy(
    rf"(?<!\w)(?:{WEEKDAY}(?: ?, ?| ))?"
    r"\d{1,2} [A-Za-z]{3,9} \d{4}"
    r"(?:(?: ?[/|,-] ?| )(?:(?:pukul|pkl\.?|jam) )?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?"
    r"(?: ?WI(?:TA|T|B))?)?(?!\w)",
    re.IGNORECASE,
)
"""`Senin, 28 April 2025 / 20:46 WIB`; the mobile page has a bar for the slash, others a blank."""

_TIMED = lazy(r" \d{1,2}[.:]\d{2}(?:[.:]\d{2})? ?WI(?:TA|T|B)")
_RUBRIC = lazy(r"(?P<rubric>[A-Z][\w&-]*(?: [A-Z&][\w&-]*){0,2}) ?\| ?(?=\w)")
"""`Industri | `, `Bursa Saham | `: which part of the site a date line stands in."""
_DIGIT = lazy(r"\d")
_WORD = lazy(r"\w+")

_ROLE_WORD = "(?:Reporter|Penulis|Oleh|Editor)"
_NAME_WORD = rf"(?!{_ROLE_WORD} |{WEEKDAY}\b)[A-Z][\w.'’-]*"
NAME = rf"{_NAME_WORD}(?: {_NAME_WORD}){{1,3}}"
"""A name of two words or more, as it stands behind a role without a colon."""
_BARE = lazy(rf"(?:{_ROLE_WORD} {NAME} ?[-–—|,]? ?){{1,3}}")
_BARE_PART = lazy(rf"(?P<role>{_ROLE_WORD}) (?P<name>{NAME})")

_SITE = lazy(r"[\w-]{1,40}(?:\.[a-z]{2,6}){1,2}")
"""A name that some bylines have for a reporter: `kompas.com`."""

_DEGREE = lazy(r"(?:[A-Z][A-Za-z]{0,3}\.){1,3}[A-Za-z]{0,4}|MBA|MM|MSc|PhD|SE|SH|CFA|CFP")
"""What may stand behind a name and a comma: `S.E.`, `M.Si`."""
_PIECE = lazy(r"[A-Z(][\w.'’()-]*(?: [A-Z(][\w.'’()-]*){0,4}")
"""A name with a line of its own, where a page is torn."""
_BETWEEN = lazy(r" dan | & | ?/ ?")
"""What stands between two people but a comma; sources have it in their names, and prose as well."""
_PARTS = lazy(r" ?[|•│¦] ?|(?:, ?| [-–—/] )(?=[A-Z]\w+(?: [A-Z]\w+)? ?:)")
"""What ends the names of a role: a bar, and another mark before a label that is none of ours."""
_BUTTON = lazy(r"(?:Salin|Bagikan|Share|Komentar|Simpan|Cetak|Baca|Lihat|Ikuti|Google|Kontan)\b")
"""What stands beside credits on a page: `Salin Tautan`."""
_BETWEEN_NAMES = lazy(r", ?| dan | & ")
_ASIDE = lazy(r" ?\([^()]{2,80}\)")
_POSITION = lazy(
    r"(?:Analis|Anggota|Chief|CEO|Dekan|Direktur|Dosen|Ekonom|Founder|Guru Besar|Kepala|Ketua"
    r"|Komisaris|Konsultan|Mahasiswa|Manajer|Pendiri|Peneliti|Pengajar|Pengamat|Praktisi|Presiden"
    r"|Rektor|Sekretaris|Wakil|Universitas|Fakultas|Institut|PT)\b"
)
"""How what somebody is begins, or where: `Ekonom Lembah Riset` is no second author."""
_PARTICLES = frozenset(
    "al alias bin binti da de del den der di dos du el ibn la le ter van von".split()
)
"""Words of names in small letters: `Ratri van Wonomukti`."""
_TEAM = lazy(r"(?:Badan|Bagian|Biro|Departemen|Divisi|Lembaga|Litbang|Pusat|Redaksi|Tim|Unit)\b")
"""How a group's name begins, which may hold an "and": `Tim Riset dan Pengembangan Kontan`."""
_COLUMNIST = lazy(rf"[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|{'|'.join(sorted(_PARTICLES))})){{1,6}}")
"""The whole name of somebody, with initials and degrees: `Michael H. van Wulan, S.E.`"""
_STOP = lazy(r"(?<=[a-z]{3})\.$")
"""A point behind a name that ends no abbreviation."""

_LONGEST_LINE = 250
_LONGEST_NAME = 60
"""Characters; the longest name seen has 29, the longest source 34."""


class Credits(NamedTuple):
    """What a credit line says."""

    text: str
    """The credits as printed, without a date that shares their line."""
    names: tuple[tuple[Role, str], ...]
    date_text: str | None = None

    def has(self, role: Role) -> bool:
        """Whether the line names somebody in `role`."""
        return any(r == role for r, _ in self.names)

    @property
    def editors(self) -> tuple[str, ...]:
        """Whom the line names as editor."""
        return tuple(name for role, name in self.names if role == "editor")

    @property
    def unbalanced(self) -> str | None:
        """The first name with an unclosed bracket: `Bursa Efek Indonesia (BEI`."""
        return next((n for _, n in self.names if n.count("(") != n.count(")")), None)


def read(text: str) -> Credits | None:
    """The credits that the whole line `text` consists of, or None.

    >>> read("Sumber: Reuters,Reuters | Editor: Herlina KD").names
    (('sumber', 'Reuters'), ('editor', 'Herlina KD'))
    >>> read("Sumber: https://contoh.example/artikel") is None
    True
    """
    return _read(text) if ":" in text and len(text) <= _LONGEST_LINE else None


@lru_cache(maxsize=64)  # the same few lines are asked for by the opening and by several rules
def _read(text: str) -> Credits | None:
    if " WI" in text:
        text = _ZONE_GLUE.sub(" ", text)
    labels = list(LABEL.finditer(text))
    if not labels:
        return _bare(text)
    date_text = None
    if labels[0].start():
        date_text = _date(text[: labels[0].start()])
        if date_text is None:
            return None
    small = text.islower() or (len(labels) > 1 and "|" in text)
    printed: list[str] = []
    names: dict[tuple[Role, str], None] = {}
    for label, following in zip_longest(labels, labels[1:]):
        chunk = text[label.end() : following.start() if following else len(text)]
        date = DATE_LINE.search(chunk) if _DIGIT.search(chunk) else None
        if date:
            told = _date(chunk[date.start() :])
            date_text = _fuller(date_text, told) if told and date_text else told
            if date_text is None:
                return None  # two days are more than credits
            chunk = chunk[: date.start()]
        chunk = chunk.strip(" |•│¦/;,-–—").removesuffix(" .")
        role = _ROLES.get(label[1].lower())
        people = _people(
            _STOP.sub("", _named(chunk, role, following)), are_sources=role == "sumber"
        )
        if not all(map(_is_name, people)):
            return None
        if people and role != "sumber" and not (small or _is_capital(people[0])):
            return None  # prose
        introduced = text[label.start(1) : label.end()].rstrip()
        printed.append(f"{introduced}{_gap(text, label)}{chunk}".rstrip())
        if role is not None:
            for name in people:
                if role == "sumber" or name is people[0] or not _is_told(name):
                    names[role, name] = None
    if not names:
        return None
    body = (
        text[labels[0].start(1) :].strip(" |•│¦").removesuffix(" .")
        if date_text is None
        else " | ".join(printed)
    )
    return Credits(body, tuple(names), date_text)


def _bare(text: str) -> Credits | None:
    """The credits of a line whose roles have no colon: only a date behind tells them from prose.

    >>> _bare("Oleh Intan Kemala - Kamis, 05 Desember 2013 | 10:15 WIB")[:2]
    ('Oleh Intan Kemala', (('oleh', 'Intan Kemala'),))
    """
    roles = _BARE.match(text)
    date = _date(text[roles.end() :]) if roles else None
    if roles is None or date is None:
        return None
    names = [(_ROLES[part["role"].lower()], part["name"]) for part in _BARE_PART.finditer(roles[0])]
    return Credits(roles[0].rstrip(" -–—|,"), tuple(dict.fromkeys(names)), date)


def columnist(text: str) -> Credits | None:
    """The author of a column, as its page prints him with what he is, or None.

    >>> columnist("Ratri van Wulan | Dosen Universitas Wonomukti").names
    (('oleh', 'Ratri van Wulan'),)
    """
    name, _, position = text.partition(" | ")
    if not _POSITION.match(position) or "|" in position or len(text) > _LONGEST_LINE:
        return None
    return Credits(text, (("oleh", name),)) if _COLUMNIST.fullmatch(name) else None


def names_editor(text: str) -> bool:
    """Whether the whole line `text` is a credit line with an editor."""
    credits = read(text)
    return credits is not None and credits.has("editor")


def torn(texts: Sequence[str]) -> tuple[int, Credits] | None:
    """How many of `texts`, the next lines, are one credit line, and what it says, or None.

    The first of them is a label, or a bar stands below it. There are two labels, since a headline
    may stand below one that names nobody; only "Oleh:" asks for a name. Each name has one line, and
    a comma stands between two.

    >>> torn(["Reporter:", "Adi", "| Editor:", "Edi", "Harga naik."])[0]
    4
    """
    joined = texts[0]
    names_next = is_label(joined)
    labels = 1
    alone: tuple[int, Credits] | None = None
    for count, piece in enumerate(texts[1:], 2):
        inside = piece.strip(" |,")
        if LABEL.match(inside):
            labels += 1
        elif inside and not (
            (names_next or piece[0] == ",") and all(map(_is_piece, inside.split(",")))
        ):
            break
        names_next = piece[-1] in ":,"
        joined = f"{joined} {piece}".replace(" ,", ",")
        credits = None if piece[-1] == ":" else read(joined)
        if credits and credits.has("editor") and labels > 1:
            return count, credits
        if credits and credits.has("oleh"):
            alone = count, credits
    return alone


def _is_piece(text: str) -> bool:
    name = text.strip()
    return bool(_PIECE.fullmatch(name) or _SITE.fullmatch(name))


MOST_PIECES = 10
"""Lines of a torn credit line: three reporters and an editor."""


def is_label(text: str) -> bool:
    """Whether `text` is a label that names nobody, perhaps behind a bar."""
    return text.endswith(":") and LABEL.fullmatch(text) is not None


def _gap(text: str, label: re.Match[str]) -> str:
    return " " if text[label.end() - 1] == " " else ""


def _named(chunk: str, role: Role | None, following: re.Match[str] | None) -> str:
    """What stands behind a role up to what is no name of it: `Foto:`, or words of the page.

    Bars stand between several; one word between them is a name where a role is `following`.

    >>> _named("Bagas Permadi | Foto: Joko Susilo", "editor", None)
    'Bagas Permadi'
    >>> _named("Reuters | AFP", "sumber", None), _named("Bagas Permadi | Komentar", "editor", None)
    ('Reuters,AFP', 'Bagas Permadi')
    """
    first, *others = _PARTS.split(chunk)

    def is_named(part: str) -> bool:
        if role == "sumber":
            return ":" not in part
        if _BUTTON.match(part) or not all(map(_PIECE.fullmatch, _BETWEEN_NAMES.split(part))):
            return False
        return following is not None or " " in part

    return ",".join([first, *takewhile(is_named, others)])


def _people(chunk: str, *, are_sources: bool) -> list[str]:
    """The names in what stands behind a role; degrees belong to the name before them."""
    if are_sources:
        return _between_commas(chunk)
    people: list[str] = []
    for part in _between_commas(_ASIDE.sub("", chunk).replace(";", ",")):
        name = part.removeprefix("dan ")
        several = [name] if _TEAM.match(name) else _BETWEEN.split(name)
        for one in several if all(map(_PIECE.fullmatch, several)) else [name]:
            if people and _DEGREE.fullmatch(one):
                people[-1] += f", {one}"
            else:
                people.append(one)
    return people


def _between_commas(text: str) -> list[str]:
    return [part for piece in text.split(",") if (part := piece.strip())]


def _is_capital(name: str) -> bool:
    """Whether each word of `name` has a capital, but for particles, and for sites: `kompas.com`."""
    words = (name.replace(" dan ", " ") if _TEAM.match(name) else name).split(" ")
    return _SITE.fullmatch(name) is not None or (
        words[0][0].isupper()
        and not any(word[0].islower() and word not in _PARTICLES for word in words)
    )


def _is_told(name: str) -> bool:
    """Whether what stands behind a person is no other, but what that person is, or where."""
    return _POSITION.match(name) is not None or name.casefold() in places.KNOWN


def _is_name(name: str) -> bool:
    return (
        len(name) <= _LONGEST_NAME
        and "://" not in name
        and (name[0].isalnum() or name[0] == "@")
        and len(name.split(" ")) <= 7
    )


def _date(text: str) -> str | None:
    """The date that `text` consists of (the mobile page prints it twice), or None.

    Of two that are not the same, one says all that the other says.
    """
    text = text.strip(" |,")
    match = DATE_LINE.match(text)
    if not match:
        return None
    rest = text[match.end() :].strip(" |,")
    if not rest:
        return match[0]
    again = DATE_LINE.fullmatch(rest)
    return _fuller(match[0], again[0]) if again else None


def _fuller(one: str, other: str) -> str | None:
    """That of two dates which says all that the other says, or None where neither does.

    >>> _fuller("28 April 2025", "Senin, 28 April 2025 / 20:46 WIB")
    'Senin, 28 April 2025 / 20:46 WIB'
    >>> _fuller("28 April 2025 / 20:46 WIB", "28 April 2025")
    '28 April 2025 / 20:46 WIB'
    >>> _fuller("28 April 2025", "29 April 2025")
    """
    words, others = (f" {' '.join(_WORD.findall(date))} " for date in (one, other))
    if others in words:
        return one
    return other if words in others else None


def is_timed(text: str) -> bool:
    """Whether `text` is a date line that prints a time, as the house's own do."""
    return _TIMED.search(text) is not None and date_line(text) is not None


def date_line(text: str) -> str | None:
    """The date that the whole line `text` is, perhaps behind a rubric, or None.

    >>> date_line("Senin, 28 April 2025 / 20:46 WIB")
    'Senin, 28 April 2025 / 20:46 WIB'
    >>> date_line("Industri | Senin, 28 April 2025 / 20:46 WIB")
    'Senin, 28 April 2025 / 20:46 WIB'
    >>> date_line("1 Mei 2025")
    '1 Mei 2025'
    >>> date_line("28 April 2025 menjadi hari yang panjang")
    """
    if not _SHORTEST_DATE <= len(text) <= LONGEST_DATE_LINE:
        return None
    before = _RUBRIC.match(text) if "|" in text else None
    return _date(text[before.end() :] if before else text)


def rubric(text: str) -> str | None:
    """The rubric before the date of a date line."""
    before = _RUBRIC.match(text)
    return before["rubric"] if before else None


_SHORTEST_DATE = len("1 Mei 2025")
LONGEST_DATE_LINE = 120
"""Characters of a line that may be a date, with a rubric before it."""
