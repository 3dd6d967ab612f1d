"""Measure how dates are settled, on a corpus whose days of publication are known.

    python tools/dates.py CORPUS.jsonl[.gz] [--without-titles] [--show N]

CORPUS holds one article a line, with `text`, `published` and, where it is known, `title`, which is
given to the parser as `batch` does. The truth for a weekday date without a year is the day with
this day and month that is next to the publication; nothing of the program under measure is used to
find it. Texts without a `published` that can be read are passed over.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kontan_parse import Article, dates, parse
from kontan_parse.dates.values import MONTHS

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
OPEN = re.compile(
    r"(?P<weekday>Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu)\b[^()]{0,30}"
    r"\(?(?P<day>\d{1,2})/(?P<month>\d{1,2})\)?",
    re.IGNORECASE,
)
PRINTED = re.compile(
    r"(?:(?P<weekday>Senin|Selasa|Rabu|Kamis|Jum'?at|Sabtu|Minggu)\b)?[^()\d]{0,30}"
    r"\(?(?P<day>\d{1,2})(?:/(?P<month>\d{1,2})/| (?P<name>[A-Z][a-z]+) )(?P<year>\d{4})\)?",
    re.IGNORECASE,
)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The articles of the corpus."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def day(value: dt.date) -> dt.date:
    """The calendar day of a publication."""
    return value.date() if isinstance(value, dt.datetime) else value


def nearest(published: dt.date, month: int, number: int) -> dt.date | None:
    """The day with this day and month that is next to the publication."""
    found = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            found.append(dt.date(year, month, number))
        except ValueError:
            continue
    return min(found, key=lambda other: abs((other - published).days), default=None)


def judge_open(article: Article, published: dt.date, what: str, counts: Counter[str]) -> list[str]:
    """Count the weekday dates without a year as right, open or wrong; the wrong ones' texts."""
    wrong = []
    for mention in article.dates:
        match = OPEN.fullmatch(mention.text)
        truth = nearest(published, int(match["month"]), int(match["day"])) if match else None
        if truth is None:
            continue
        counts[f"{what}: all"] += 1
        if mention.value is None:
            counts[f"{what}: open"] += 1
        elif mention.value == truth.isoformat():
            counts[f"{what}: right"] += 1
        else:
            counts[f"{what}: wrong"] += 1
            wrong.append(f"{what}: {mention.text!r} is {mention.value}, not {truth}")
    return wrong


_FLAGS = ("weekday-mismatch", "mended-date")
"""A year such as 1026 is no mismatch but a slip of the pen, and is told as one."""


def judge_printed(article: Article, counts: Counter[str]) -> list[str]:
    """Count the dates with a printed year as right or wrong, and contradictions as flagged."""
    wrong = []
    told = [f.message for f in article.diagnostics if f.code in _FLAGS]
    for mention in article.dates:
        match = PRINTED.fullmatch(mention.text)
        month = match and (match["month"] or MONTHS.get((match["name"] or "").lower()))
        if not match or not month:
            continue
        counts["printed: all"] += 1
        try:
            truth = dt.date(int(match["year"]), int(month), int(match["day"]))
        except ValueError:
            truth = None
        if mention.value == (truth.isoformat() if truth else None):
            counts["printed: right"] += 1
        else:
            wrong.append(f"printed: {mention.text!r} is {mention.value}, not {truth}")
        weekday = (match["weekday"] or "").lower().replace("'", "")
        if truth and weekday and DAYS[truth.weekday()] != weekday:
            counts["contradiction: all"] += 1
            flagged = any(mention.text in message for message in told)
            counts["contradiction: flagged"] += flagged
            if not flagged:
                wrong.append(f"contradiction: {mention.text!r} is not flagged")
    return wrong


def main() -> None:
    """Read the corpus and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--without-titles", action="store_true", help="read the texts alone")
    options.add_argument("--show", type=int, default=0, help="so many misses of each kind")
    given = options.parse_args()
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for row in rows(given.corpus):
        published = dates.given(row.get("published") or "")
        if published is None:
            continue
        when = day(published)
        counts["texts"] += 1
        title = None if given.without_titles else row.get("title")
        known = parse(row["text"], title=title, published=when)
        alone = parse(row["text"], title=title)
        misses += judge_open(known, when, "day given", counts)
        misses += judge_printed(known, counts)
        if alone.published is not None:
            counts["texts that print their date"] += 1
            continue
        misses += judge_open(alone, when, "day not given", counts)
        estimate = alone.published_estimate
        if any(re.match(r"(?i)\(?(?:sen|sel|rab|kam|jum|sab|min)", d.text) for d in alone.dates):
            counts["estimate: texts with a weekday date"] += 1
            off = abs((estimate.date - when).days) if estimate else None
            counts["estimate: within a day"] += off is not None and off <= 1
            if off is None or off > 1:
                misses.append(
                    f"estimate: {estimate and (estimate.date.isoformat(), estimate.text)}"
                    f", not {when}: {alone.paragraphs[0][:60] if alone.paragraphs else ''}"
                )
    for name, count in sorted(counts.items()):
        total = counts.get(f"{name.split(':')[0]}: all") or counts.get(
            "estimate: texts with a weekday date" if name.startswith("estimate") else ""
        )
        share = f"{count / total:8.2%}" if total else ""
        sys.stdout.write(f"{name:<40}{count:>8,}{share}\n")
    shown: Counter[str] = Counter()
    for miss in misses:
        kind = miss.split(":")[0]
        shown[kind] += 1
        if shown[kind] <= given.show:
            sys.stdout.write(f"{miss}\n")


if __name__ == "__main__":
    main()
