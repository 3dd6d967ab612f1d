"""Files, folders, standard input, containers and remote addresses → documents, one at a time.

files        what stands under a name: one article a file, folders, patterns, lists of names
containers   many articles in one file: JSON Lines, CSV, Parquet, WARC
several      what is not one article: JSON and tables without a container's name
streams      the bytes behind a name as they flow, unpacked where they are packed
remote       the same for addresses such as `s3://…`
"""

from kontan_parse.model import MARKUP, TEXT
from kontan_parse.sources.containers import (
    HOSTS,
    Packed,
    documents,
    packed,
    titles,
    unpack,
)
from kontan_parse.sources.files import (
    MAX_SIZE,
    PARTS,
    PLAN,
    SUFFIXES,
    find,
    head,
    is_container,
    is_own,
    is_passing,
    is_rereadable,
    leads_to,
    listed,
    natural,
    read,
    told_of,
)
from kontan_parse.sources.records import USUAL, Fields
from kontan_parse.sources.several import pipes_lines
from kontan_parse.sources.streams import MEDIA_TYPES, STDIN, check, is_remote, unpacked_name

__all__ = [
    "HOSTS",
    "MARKUP",
    "MAX_SIZE",
    "MEDIA_TYPES",
    "PARTS",
    "PLAN",
    "STDIN",
    "SUFFIXES",
    "TEXT",
    "USUAL",
    "Fields",
    "Packed",
    "check",
    "documents",
    "find",
    "head",
    "is_container",
    "is_own",
    "is_passing",
    "is_remote",
    "is_rereadable",
    "leads_to",
    "listed",
    "natural",
    "packed",
    "pipes_lines",
    "read",
    "titles",
    "told_of",
    "unpack",
    "unpacked_name",
]
