"""Files, folders, standard input, containers and remote addresses → documents, one at a time.

folders      names → files: folders, patterns, lists of names
containers   many articles in one file
json_lines, delimited, parquet, warc
             a format each; records tells which of a record's fields is what
files        what one file holds: one article
mime         a page that was saved in one file, or mailed
several      what is not one article: JSON and tables without a container's name
streams      the bytes behind a name as they flow, unpacked where they are packed
remote       the same for addresses such as `s3://…`, and what stands behind one
names        what a name alone tells
failures     why an input cannot be read
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
from kontan_parse.sources.files import MAX_SIZE, head, is_rereadable, read
from kontan_parse.sources.folders import PARTS, PLAN, find, leads_to, listed, told_of
from kontan_parse.sources.names import (
    MEDIA_TYPES,
    STDIN,
    SUFFIXES,
    check,
    is_container,
    is_own,
    is_passing,
    is_remote,
    natural,
    unpacked_name,
)
from kontan_parse.sources.records import USUAL, Fields
from kontan_parse.sources.several import pipes_lines

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
