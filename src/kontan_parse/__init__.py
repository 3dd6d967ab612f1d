r"""Take articles of the Indonesian business daily Kontan apart.

>>> from kontan_parse import parse
>>> parse("Sumber: Reuters | Editor: Edi Contoh\nKONTAN.CO.ID - SEOUL. Harga naik.").editors
('Edi Contoh',)
"""

from __future__ import annotations

from kontan_parse.diagnostics import Diagnostic, KontanParseError, UnreadableInput, UnwritableOutput
from kontan_parse.model import (
    Article,
    CrossLink,
    Dateline,
    DateMention,
    Document,
    Origin,
    PublishedEstimate,
    Syndication,
)
from kontan_parse.parser import parse, parse_html

__all__ = [
    "Article",
    "CrossLink",
    "DateMention",
    "Dateline",
    "Diagnostic",
    "Document",
    "KontanParseError",
    "Origin",
    "PublishedEstimate",
    "Syndication",
    "UnreadableInput",
    "UnwritableOutput",
    "parse",
    "parse_html",
]
__version__ = "0.1.0"
