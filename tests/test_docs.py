"""The pages under docs/ say what the code does: the same rules, codes, keys and versions."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sqlite3
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

import kontan_parse
from conftest import Run
from kontan_parse import Document, Origin, charset, model, parser, record
from kontan_parse.batch import Report
from kontan_parse.blocks.rules import RULES
from kontan_parse.cli import archive
from kontan_parse.dates import context, days, mentions
from kontan_parse.diagnostics import CATALOGUE
from kontan_parse.model import DateBasis, EstimateBasis
from kontan_parse.pages import elements
from kontan_parse.seams import SEAMS

ROOT = Path(__file__).parent.parent


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


FORMAT, DIAGNOSTICS, SCHEMA, DATES = map(
    page, ("docs/format.md", "docs/diagnostics.md", "docs/schema.md", "docs/dates.md")
)
RULE = re.compile(
    r"^### (?P<number>\d+)\. `(?P<name>[\w-]+)` → (?P<kind>[\w-]+)\n\n"
    r"[^`#](?:(?!^#).)*?^```text\n(?P<example>.*?)^```$",
    re.M | re.S,
)
FINDING = re.compile(
    r"^## `(?P<code>[\w-]+)`\n\n(?P<severity>\w+): \S(?P<told>(?:(?!^#).)*?)"
    r"^```(?P<media>text|html) ?(?P<how>.*?)\n(?P<example>.*?)^```$",
    re.M | re.S,
)
LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#]*)#?(?P<anchor>[^)]*)\)")
PAGES = (
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
)
PAGE = re.compile(r"^```html\n(?P<page>.*?)^```\n\n```lines\n(?P<lines>.*?)^```$", re.M | re.S)


# ── docs/format.md ───────────────────────────────────────────────────────────────────────


def test_the_grammar_lists_the_rules_in_their_order() -> None:
    told = [(int(m["number"]), m["name"], m["kind"]) for m in RULE.finditer(FORMAT)]
    assert told == [(number, rule.name, rule.kind) for number, rule in enumerate(RULES, 1)]


@pytest.mark.parametrize("entry", list(RULE.finditer(FORMAT)), ids=lambda entry: entry["name"])
def test_the_rule_takes_a_line_of_its_example(entry: re.Match[str]) -> None:
    classified, _ = parser.classify(Document(text=entry["example"]))
    assert entry["name"] in {block.rule for block in classified}


def test_the_seams_are_listed_in_their_order() -> None:
    table = FORMAT.partition("## Seams\n")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `([\w-]+)` \|", table, re.M)
    seams = [seam.cuts.__name__.strip("_").replace("_", "-") for seam in SEAMS]
    assert told == [*dict.fromkeys(seams), "header", "links"]


def test_a_page_becomes_the_lines_that_are_shown() -> None:
    (example,) = PAGE.finditer(FORMAT)
    origin = Origin(media_type=model.MARKUP)
    classified, _ = parser.classify(Document(text=example["page"], origin=origin))
    shown = [f"{block.kind:<10} {line.text}" for block in classified for line in block.lines]
    assert shown == example["lines"].splitlines()


def test_the_bodies_are_listed_in_their_order() -> None:
    table = FORMAT.partition("### Where the article stands\n")[2].partition("\n### ")[0]
    assert tuple(re.findall(r"^\| `([\w-]+)` \|", table, re.M)) == get_args(elements.Container)


def test_who_is_believed() -> None:
    table = FORMAT.partition("### Who is believed\n")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", table, re.M)
    told = [(field, tuple(re.findall(r"`([\w:-]+)`", said))) for field, said in rows]
    assert told == list(parser.PRECEDENCE.items())


# ── docs/diagnostics.md ──────────────────────────────────────────────────────────────────


class Finding(NamedTuple):
    """One entry of the page."""

    code: str
    severity: str
    told: str
    document: Document


def findings() -> Iterator[Finding]:
    for entry in FINDING.finditer(DIAGNOSTICS):
        text, how, is_page = entry["example"], entry["how"], entry["media"] == "html"
        origin = Origin(media_type=model.MARKUP) if is_page else Origin()
        odd: tuple[Any, ...] = ()
        hints: dict[str, Any] = {}
        key, _, value = how.partition("=")
        if key == "escaped":
            text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
        elif key and key != "encoding":
            hints[key] = value
        if is_page or key == "encoding":
            encoding = value if key == "encoding" else "utf-8"
            text, read_as, odd = charset.decode("example", text.encode(encoding), markup=is_page)
            assert read_as == encoding
        document = Document(text=text, origin=origin, findings=odd, **hints)
        yield Finding(entry["code"], entry["severity"], entry["told"], document)


FINDINGS = tuple(findings())


def test_every_code_has_one_entry_with_its_severity() -> None:
    told = [(finding.code, finding.severity) for finding in FINDINGS]
    assert told == [(code, severity) for code, (severity, _) in CATALOGUE.items()]
    assert len(re.findall(r"^## ", DIAGNOSTICS, re.M)) == len(CATALOGUE)


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.code)
def test_the_example_gives_the_finding(finding: Finding) -> None:
    assert "*Why it matters:*" in finding.told
    assert "*What to do:*" in finding.told
    article = parser.read(finding.document)
    assert finding.code in {d.code for d in article.diagnostics}


# ── docs/schema.md ───────────────────────────────────────────────────────────────────────


def keys(schema: object) -> Iterator[str]:
    """Every key of the record that `schema` describes, at any depth."""
    if isinstance(schema, dict):
        properties = schema.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for part in schema.values():
            yield from keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from keys(part)


def test_every_key_is_explained() -> None:
    keys_of_ours = SCHEMA.partition("## Other standards\n")[0]
    rows = re.findall(r"^\| `(\w+)` \| (\S.*?) \| (\S.*?) \|$", keys_of_ours, re.M)
    assert sorted(key for key, _, _ in rows) == sorted(keys(record.schema()))


def test_the_top_level_keys_stand_in_order() -> None:
    table = SCHEMA.partition("## Keys\n")[2].partition("\n### ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.M) == list(record.schema()["properties"])
    assert f"`{record.SCHEMA}`" in table


# ── docs/dates.md ────────────────────────────────────────────────────────────────────────


def section(title: str) -> str:
    return DATES.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_the_forms_of_dates_are_found_whole() -> None:
    rows = re.findall(r"^\| (?!form|---)[^|]+ \| (.*) \|$", section("What is found"), re.M)
    forms = [form for row in rows for form in re.findall(r"`(.+?)`", row)]
    assert len(forms) >= 40
    for form in forms:
        found = mentions.find(f"Kata Ratri, {form}.")
        assert [(m.start, m.end) for m in found] == [(12, 12 + len(form))], form


def test_what_is_no_date_is_not_found() -> None:
    examples = re.findall(r"`(.+?)`", section("What is none"))
    assert len(examples) >= 20
    assert [e for e in examples if mentions.find(e)] == []


def test_how_a_year_is_settled() -> None:
    table = section("How a year is settled")
    told = re.findall(r"^\| \d \|.* `(\w+)` \|$", table, re.M)
    assert told == [*get_args(DateBasis), "null"]
    assert f"at most {days.NEAR} days" in table
    assert f"end {days.AHEAD} days after" in table
    assert context.BEYOND == 2
    assert "to two years after it" in table


def test_what_an_estimate_rests_on() -> None:
    told = re.findall(r"^\| `([\w-]+)` \|", section("The estimate"), re.M)
    assert sorted(told) == sorted(get_args(EstimateBasis))


# ── docs/batches.md and the archive of README.md ─────────────────────────────────────────


def test_every_option_of_batch_is_listed_in_the_order_of_its_help() -> None:
    told = re.findall(r"^\| (?:`-\w`, )?`(--[\w-]+)", page("docs/batches.md"), re.M)
    options = {option.name: option.opts for option in archive.batch_command.params}
    del options["inputs"]
    names = [name for group in archive.BATCH_OPTIONS.values() for name in group]
    names += [name for name in options if name not in names]
    assert told == [options[name][-1] for name in names]


def test_every_key_of_the_report_is_listed() -> None:
    table = page("docs/batches.md").partition("| key | |\n")[2].partition("\n\n")[0]
    told = re.findall(r"^\| `(\w+)` \|", table, re.M)
    assert told == list(Report(total=0, parsed=0, failed=0).to_dict())


def test_the_queries_of_the_archive(run: Run, tmp_path: Path) -> None:
    """What README.md asks with `sqlite3`, which not every machine has."""
    readme = page("README.md")
    (made,) = re.findall(r"^\$ (for .*> archive\.jsonl\.gz)$", readme, re.M)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    subprocess.run(["bash", "-c", made], cwd=tmp_path, check=True)
    assert run("batch", "archive.jsonl.gz", "-o", "archive.sqlite", "-q").returncode == 0
    asked = re.findall(r'^sqlite3 archive\.sqlite "([^"]*)"\n((?:# .*\n)+)', readme, re.M)
    assert len(asked) == 2
    with closing(sqlite3.connect(tmp_path / "archive.sqlite")) as database:
        for query, printed in asked:
            rows = ["|".join(map(str, row)) for row in database.execute(query)]
            assert [f"# {row}" for row in rows] == printed.splitlines()


# ── Versions and links ───────────────────────────────────────────────────────────────────


def test_versions_agree() -> None:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", page("CHANGELOG.md"), re.M)
    assert project["version"] == kontan_parse.__version__ == released[0]


def test_the_changelog_keeps_a_place_for_what_is_next() -> None:
    assert re.findall(r"^## \[(.+?)\]", page("CHANGELOG.md"), re.M)[0] == "Unreleased"


def prose(name: str) -> str:
    """A page without its fenced examples and what it quotes in backticks."""
    return re.sub(r"^```.*?^```$|`[^`\n]*`", "", page(name), flags=re.M | re.S)


def anchors(name: str) -> set[str]:
    """What the headings of a page are called in links to them."""
    text = re.sub(r"^```.*?^```$", "", page(name), flags=re.M | re.S)
    headings = re.findall(r"^#+ (.*)$", text, re.M)
    made = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    return {f"{slug}-{made[:at].count(slug)}".removesuffix("-0") for at, slug in enumerate(made)}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    lost = []
    for target, anchor in LINK.findall(prose(name)):
        path = (ROOT / name).parent / target if target else ROOT / name
        if not path.exists() or (anchor and anchor not in anchors(str(path.relative_to(ROOT)))):
            lost.append(f"{target}#{anchor}")
    assert lost == []


def test_links_are_found_in_every_page() -> None:
    assert {"README.md", "docs/format.md", "docs/schema.md"} <= set(PAGES)
    found = [link for name in PAGES for link in LINK.findall(prose(name))]
    assert {("docs/format.md", "html-pages"), ("", "cross_links")} <= set(found)


# ── CONTRIBUTING.md ──────────────────────────────────────────────────────────────────────


CONTRACTS = tomllib.loads(page("pyproject.toml"))["tool"]["importlinter"]["contracts"]
LAYERS = {contract["containers"][0]: contract["layers"] for contract in CONTRACTS}
"""Of each package, from the top."""


def test_the_layers_are_those_of_the_contract() -> None:
    table = page("CONTRIBUTING.md").partition("| layers | ")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (`.*?) \|", table, re.M)
    told = [re.findall(r"`(\w+)`", layer) for row in rows for layer in row.split(";")]
    assert ["__main__", *map(" | ".join, told)] == LAYERS["kontan_parse"]


@pytest.mark.parametrize(
    "package", [found.name for found in pkgutil.iter_modules(kontan_parse.__path__) if found.ispkg]
)
def test_a_package_has_a_contract_and_lists_its_rooms(package: str) -> None:
    module = importlib.import_module(f"kontan_parse.{package}")
    rooms = {found.name for found in pkgutil.iter_modules(module.__path__)}
    layered = {room for layer in LAYERS[module.__name__] for room in layer.split(" | ")}
    assert layered == rooms
    told = (module.__doc__ or "").partition("\n\n")[2]
    assert rooms <= set(re.findall(r"\w+", told))


def test_every_file_of_tests_is_listed() -> None:
    table = page("CONTRIBUTING.md").partition("| files in `tests/` |")[2].partition("\n\n")[0]
    told = re.findall(r"`(test_\w+)`", table)
    assert sorted(told) == sorted(path.stem for path in (ROOT / "tests").glob("test_*.py"))


# ── pyproject.toml ───────────────────────────────────────────────────────────────────────


def test_the_lowest_version_of_every_dependency_is_tested() -> None:
    project = tomllib.loads(page("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    formats = extras.keys() - {"dev", "peers"}
    (own,) = (bound for bound in extras["dev"] if bound.startswith("kontan-parse["))
    assert set(own.removeprefix("kontan-parse[").removesuffix("]").split(",")) == formats
    bounds = [*project["dependencies"], *(bound for name in formats for bound in extras[name])]
    lowest = {re.sub(r"^([\w-]+)>=([\d.]+).*", r"\1==\2.*", bound) for bound in bounds}
    asked = "include Makefile\npins: ; @$(LOWEST_PINS)\n"
    made = subprocess.run(
        ["make", "-s", "-f", "-", "pins"],
        input=asked,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert set(made.stdout.split()) == lowest


def test_what_every_article_passes_through_is_compiled() -> None:
    """From the lines up to the record, but for data, patterns, and what few articles need."""
    layers = LAYERS["kontan_parse"]
    passed = {room for layer in layers[layers.index("record") :] for room in layer.split(" | ")}
    tool = tomllib.loads(page("pyproject.toml"))["tool"]
    hook = tool["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]
    compiled = {file.removeprefix("src/kontan_parse/") for file in hook["include"]}
    whole = {name.removesuffix("/[!_]*.py") for name in compiled if "/" in name}
    assert whole == {"blocks", "dates", "pages"}
    single = {name.removesuffix(".py") for name in compiled if "/" not in name}
    assert passed - single - whole == {"model", "diagnostics", "packaged", "patterns", "charset"}
    assert single <= passed
    assert not hook["enable-by-default"]
