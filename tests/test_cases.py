"""Every case gives its whole record; known failures still fail."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

import cases
from kontan_parse import record


def _id(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_every_folder_holds_cases() -> None:
    for kind in cases.KINDS:
        assert cases.texts(kind), kind
    orphans = {p.stem for p in cases.FOLDER.rglob("*.json")} - {p.stem for p in cases.texts()}
    assert not orphans


@pytest.mark.parametrize("path", cases.texts("synthetic", "realistic", "negative"), ids=_id)
def test_case(path: Path) -> None:
    parsed = cases.parsed(path)
    assert parsed == cases.expected(path)
    jsonschema.validate(parsed, record.schema(), cls=jsonschema.Draft202012Validator)
    assert record.to_dict(record.from_dict(parsed)) == parsed


@pytest.mark.xfail(strict=True, reason="the documented limits of what text alone can tell")
@pytest.mark.parametrize("path", cases.texts("known_failures"), ids=_id)
def test_known_failure(path: Path) -> None:
    assert cases.parsed(path) == cases.expected(path)


def test_every_diagnostic_has_a_case_or_a_call() -> None:
    """Codes that no bytes can show are made in test_library."""
    from kontan_parse.diagnostics import CATALOGUE

    by_call = {"lone-surrogates"}
    found = {d["code"] for path in cases.texts() for d in cases.parsed(path)["diagnostics"]}
    assert found == set(CATALOGUE) - by_call
