"""The places of datelines: which are known, and what else may be one.

Nine in ten datelines say Jakarta, the others one of some sixty places, with a new one any day: so
what is not known may be one by its form, unless it is what opens a sentence in capitals.
"""

from __future__ import annotations

from kontan_parse.patterns import lazy

UPPER, SMALL = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
APOSTROPHES = "'’‘`´"
"""As they are typed in `Jum'at`, which some misplace: `Juma't`."""
WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})".replace("Jumat", f"Jum[{APOSTROPHES}]?a[{APOSTROPHES}]?t")
LONGEST = 40
"""Characters of the longest place seen (`ABOARD AIR FORCE ONE`), doubled: a longer run is prose."""

KNOWN = frozenset(
    place.casefold()
    for place in (
        # Indonesian towns and provinces that news comes from
        "Ambon|Badung|Balikpapan|Banda Aceh|Bandar Lampung|Bandung|Banjarmasin|Banten|Banyuwangi"
        "|Batam|Bekasi|Belitung|Bengkulu|Blitar|Bogor|Bontang|Brebes|Cianjur|Cikarang|Cilacap"
        "|Cilegon|Cirebon|Demak|Denpasar|Depok|Gianyar|Gorontalo|Gresik|Indramayu|Jakarta|Jambi"
        "|Jayapura|Jember|Jepara|Karawang|Kediri|Kendal|Kendari|Klaten|Kudus|Kupang|Labuan Bajo"
        "|Lamongan|Lampung|Madiun|Magelang|Makassar|Malang|Mamuju|Manado|Manokwari|Mataram|Medan"
        "|Merauke|Morowali|Nusa Dua|Nusa Tenggara Timur|Padang|Palangkaraya|Palembang|Palu"
        "|Pangkal Pinang|Pekalongan|Pekanbaru|Pontianak|Probolinggo|Purwakarta|Purwokerto"
        "|Rokan Hilir|Sabang|Salatiga|Samarinda|Sampit|Semarang|Serang|Serpong|Sidoarjo|Singkawang"
        "|Sleman|Solo|Sorong|Subang|Sukabumi|Sumedang|Surabaya|Surakarta|Tangerang"
        "|Tangerang Selatan|Tanjung Pinang|Tarakan|Tasikmalaya|Tegal|Ternate|Timika|Tuban|Ubud"
        "|Yogyakarta"
        # places abroad
        "|Abu Dhabi|Ankara|Athena|Bangkok|Beijing|Berlin|Brasilia|Brussels|Canberra|Davos|Dubai"
        "|Frankfurt|Hanoi|Hong Kong|Houston|Istanbul|Jenewa|Kairo|Kiev|Kuala Lumpur|Kyiv|London"
        "|Los Angeles|Madrid|Manila|Melbourne|Moskow|Mumbai|New Delhi|New York|Paris|Riyadh|Roma"
        "|San Francisco|Seoul|Shanghai|Singapura|Sydney|Taipei|Teheran|Tel Aviv|Tokyo|Washington"
        "|Wina|Zurich"
    ).split("|")
)
"""Places that are taken for one even without a closing mark, or in the old style's title case."""

_NOT_PLACES = frozenset(
    "PT CV UD IHSG MSCI OJK BEI BI AS DPR KPK BUMN BPK LPS IMF OPEC FED THE UU RUU APBN UMKM "
    "IPO RUPS PLN KAI BRI BNI BCA BTN BSI DR IR PROF HJ ILUSTRASI KONTAN MOMSMONEY".split()
).union(WEEKDAYS)
"""Words in capitals that open sentences, and weekdays; `PT. Bank …` is no town."""
_ABROAD = ", AS"
"""`NEW YORK, AS`: a country, where elsewhere `AS` opens a sentence."""

_AND = lazy(" ?/ ?| & ")
_BETWEEN = lazy("[ /,&]+")
_APART = lazy(" ?[/,&] ?")
_WORD = lazy(r"\w+")
_OF_NAMES = frozenset(
    "barat pusat raya selatan tengah tenggara timur utara airport aquarium biennale bulletin "
    "bullion composite convention electric electron exchange expo fair fed financial futures gas "
    "globe gold interbank international internasional investment islamic marathon mercantile metal "
    "metro monetary monorail national post semiconductor smart stock times university".split()
)
"""What makes a name with a town before it, and opens no sentence: `New York Times`."""
_NAME_OF_TWO = lazy(rf"[{UPPER}][{SMALL}]+ [{UPPER}][{SMALL}]")
_OPENERS = frozenset(
    "Analis Asosiasi Badan Bupati Dewan Direktur Emiten Gubernur Harga Kementerian Kepala Ketua "
    "Komisi Menteri Otoritas Pemerintah Perusahaan Presiden Saham Wakil Wali".split()
)
"""What opens a sentence before a name: `Jakarta Presiden Joko Widodo …`."""


def may_be_one(place: str) -> bool:
    """Whether what has the form of a place is no word that opens a sentence."""
    words = _BETWEEN.split(place.removesuffix(_ABROAD))
    if not 3 <= len(place) <= LONGEST or not _NOT_PLACES.isdisjoint(words):
        return False
    if place.title() in WEEKDAYS:  # `SENIN`, but `PASAR MINGGU` is a town
        return False
    town, comma, _ = place.partition(",")
    pair = "&" in place or " /" in place or "/ " in place or (comma and not town.isupper())
    return not pair or is_known(place)  # `Emas, Perak.` and `SBY & JK.` are no places


def is_known(place: str) -> bool:
    """Whether `place`, or one of several, is known."""
    return any(one.casefold() in KNOWN for one in _APART.split(place))


def several(place: str) -> tuple[str, ...]:
    """`BEIJING/WASHINGTON` is two places, `GILROY, CALIFORNIA` one."""
    return tuple(_AND.split(place))


def begins_known(name: str) -> bool:
    """Whether `name` begins with a town that is known."""
    words = name.casefold().split(" ")
    return any(" ".join(words[:count]) in KNOWN for count in (1, 2))


def opens_a_name(town: str, behind: str) -> bool:
    """Whether `town` and the word behind it are the name of something else: `Jakarta Fair`."""
    word = _WORD.match(behind)
    if word is None:
        return False
    if word[0].casefold() in _OF_NAMES:
        return word[0].isupper() or not town.isupper()
    return not town.isupper() and bool(_NAME_OF_TWO.match(behind)) and word[0] not in _OPENERS
