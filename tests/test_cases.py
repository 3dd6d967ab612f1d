"""Every case gives its whole record; known failures still fail."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

import cases
from kontan_parse import Article, record


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


DATE = {"text": "kemarin", "value": None, "basis": None, "paragraph": 0}
ESTIMATE = {
    "date": "2024-06-18",
    "basis": "latest-date",
    "text": "Selasa (18/6)",
    "candidates": ["2024"],
}
VALID: dict[str, list[object]] = {
    "published": [
        None, "2024-06-18", "2024-12-31T23:59:59+07:00", "2024-06-18T10:26:00",
        "2024-06-18T10:26:00.250000+09:00",
    ],
    "published_estimate": [None, ESTIMATE],
    "title": [None, "Gula", "Gula “Naik”, 5% – lagi!"],
    "url": [None, "https://contoh.example/gula"],
    "paragraphs": [[], ["a b", "c"]],
    "dates": [
        [DATE | {"value": value}]
        for value in (
            None, "2006", "2022-05", "2024-06-18", "2024-06-19/2024-06-20", "2022-11/2023-01",
            "2024/2025", "2024-12-31/2025",
        )
    ],
}  # fmt: skip
"""What a record may say, by its key."""
INVALID: dict[str, list[object]] = {
    "published": [
        "", "kemarin", "2024-99-99", "2024-00-10", "2024-06-32", "2024-6-8", "2024-06",
        "2024-06-18T24:00:00", "2024-06-18T10:60:00", "2024-06-18T10:26", "2024-06-18 10:26:00",
        "2024-06-18T10:26:00+7", "٢٠٢٤-٠٦-١٨",
    ],
    "published_estimate": [
        ESTIMATE | {"date": "2024-13-01"}, ESTIMATE | {"text": "a  b"},
        ESTIMATE | {"candidates": [""]},
    ],
    "title": ["", " ", " Gula", "Gula ", "Gula  Naik", "Gula\tNaik", "Gula\nNaik", "Gula\xa0Naik"],
    "url": [""],
    "paragraphs": [["  a   b "], ["a", ""], ["a\n\nb"], None],
    "dates": [
        [DATE | {"value": value}]
        for value in (
            "kemarin", "", "2024-99-99", "2024-13", "24", "2024-06-18/", "/2024", "2024-Q2",
            "2024?", "2024/2025/2026", "2024-06-18T10:00:00", "2024-06-18 ",
        )
    ],
}  # fmt: skip
"""What none says."""


@pytest.mark.parametrize(
    ("key", "value", "valid"),
    [
        (key, value, said is VALID)
        for said in (VALID, INVALID)
        for key, values in said.items()
        for value in values
    ],
)
def test_the_schema_holds_what_a_record_may_say(key: str, value: object, valid: bool) -> None:
    said = record.to_dict(Article()) | {key: value}
    validator = jsonschema.Draft202012Validator(record.schema())
    assert validator.is_valid(said) is valid


@pytest.mark.xfail(strict=True, reason="the documented limits of what text alone can tell")
@pytest.mark.parametrize("path", cases.texts("known_failures"), ids=_id)
def test_known_failure(path: Path) -> None:
    assert cases.parsed(path) == cases.expected(path)


def test_every_diagnostic_has_a_case_or_a_call() -> None:
    """Codes that no file can show are made in test_library."""
    from kontan_parse.diagnostics import CATALOGUE

    by_call = {"lone-surrogates", "looks-like-markup"}
    found = {d["code"] for path in cases.texts() for d in cases.parsed(path)["diagnostics"]}
    assert found == set(CATALOGUE) - by_call
