"""The case folders: `name.txt` beside `name.json`, the whole record that it must give."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from kontan_parse import Document, parser, record, sources

FOLDER = Path(__file__).parent / "cases"
KINDS = ("synthetic", "realistic", "negative", "known_failures")


def texts(*kinds: str) -> list[Path]:
    """Every case's text or page, in a stable order."""
    return sorted(
        path
        for kind in kinds or KINDS
        for path in (FOLDER / kind).iterdir()
        if path.suffix in sources.SUFFIXES
    )


def document(path: Path) -> Document:
    """The case's document, named by its file alone so that the record is the same anywhere."""
    document = sources.read(str(path))
    return replace(document, origin=replace(document.origin, path=path.name))


def parsed(path: Path) -> dict[str, Any]:
    """The record that the case's text gives now."""
    return record.to_dict(parser.read(document(path)))


def expected(path: Path) -> dict[str, Any]:
    """The record that the case says it must give."""
    wanted: dict[str, Any] = json.loads(path.with_suffix(".json").read_bytes())
    return wanted


def accept() -> list[Path]:
    """Write what every case gives now as what it must give; the diff is the review."""
    changed = []
    for path in texts("synthetic", "realistic", "negative"):
        new = record.dumps(parsed(path), indent=True)
        target = path.with_suffix(".json")
        if not target.exists() or target.read_bytes() != new:
            target.write_bytes(new)
            changed.append(target)
    return changed
