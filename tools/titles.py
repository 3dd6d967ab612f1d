"""Fit and measure the model of where a cross-link's title ends.

    python tools/titles.py measure CORPUS.jsonl[.gz]    split by article, fit, and say how good
    python tools/titles.py fit CORPUS.jsonl[.gz]        fit on all and write the package's data

A corpus holds one JSON object a line with the article in `text`. Truth is free: an article
whose lines are still lines has known ends; joined with blanks it is a question. One that lost its
lines is a question where somebody has read it and put the titles of its links into `links`. Only
the standard library is needed. No text goes into the data, only weights of features.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kontan_parse import blocks, flat, lines, titles
from kontan_parse.blocks import taken

DATA = Path(titles.__file__).with_name("titles.json")


class Question(NamedTuple):
    """A title in an article whose lines were joined."""

    article: int
    text: str
    start: int
    end: int
    limit: int


class Row(NamedTuple):
    """An article of the corpus."""

    number: int
    text: str
    title: str | None
    links: tuple[str, ...] = ()
    """Titles of its cross-links, where somebody has read them in text without line breaks."""


def rows(path: Path) -> Iterator[Row]:
    """Every article in a JSON Lines file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            article = json.loads(line)
            links = tuple(article.get("links") or ())
            yield Row(
                number,
                lines.tidy(article["text"]) if links else article["text"],
                article.get("title"),
                links,
            )


Line = tuple[blocks.Block, str]
"""A line of an article, with the block that it is in."""


def _parts(text: str) -> tuple[list[Line], bool]:
    """The lines of an article, and whether the end of a title in them is a guess."""
    split = lines.split(text)
    pieces, findings, _ = flat.cut(split.lines, split.text)
    classified, _ = blocks.classify(pieces, split.text)
    guessed = any(finding.code == "guessed-title-end" for finding in findings)
    return [(block, line.text) for block in classified for line in block.lines], guessed


def questions(
    number: int, text: str, rng: random.Random, *, glue: float = 0.25, every: bool = False
) -> list[Question]:
    """The titles of a line-shaped article with their ends in the joined text.

    With the chance `glue` nothing is put behind a title, as some scrapers do. With `every`, each
    title is also put before each other paragraph of its article: more questions of the same kind.
    """
    parts, guessed = _parts(text)
    if len(parts) < 4 or guessed:
        return []  # no line breaks, no truth
    asked = {
        at: block.content.title
        for at, (block, _) in enumerate(parts[:-1])
        if isinstance(block.content, taken.Link)
        and len(block.content.title) <= titles.TITLE_LIMIT
        and parts[at + 1][0].kind == "paragraph"
    }
    printed = [text for _, text in parts]
    result = [_joined(number, printed, at, title, parts, rng, glue) for at, title in asked.items()]
    if every:
        story = [at for at, (block, _) in enumerate(parts) if block.kind == "paragraph"]
        for at, title in asked.items():
            for other in story:
                if other != at + 1:
                    texts = printed.copy()
                    texts[at + 1], texts[other] = texts[other], texts[at + 1]
                    result.append(_joined(number, texts, at, title, parts, rng, glue))
    return result


def read_links(row: Row) -> list[Question]:
    """The titles that somebody has read in an article, where they stand in its text."""
    result = []
    for title in row.links:
        start = row.text.find(f": {title}") + 2
        end = start + len(title)
        if start > 1:
            result.append(Question(row.number, row.text, start, end, min(len(row.text), end + 400)))
    return result


def invented(row: Row, headlines: list[str], rng: random.Random) -> list[Question]:
    """Titles before sentences of an article: its own links', or any of `headlines`."""
    parts, _ = _parts(row.text)
    printed = [text for _, text in parts]
    story = [
        at
        for at, (block, text) in enumerate(parts)
        if block.kind == "paragraph" and len(text) > _LEAST_BEHIND + 20
    ]
    own = [block.content.title for block, _ in parts if isinstance(block.content, taken.Link)]
    if len(parts) < 5 or len(story) < 4 or not headlines:
        return []
    result = []
    for _ in range(_INVENTED):
        at = rng.choice(story[1:])
        behind = printed[at]
        starts = [mark.end() for mark in _SENTENCE.finditer(behind)]
        starts = [start for start in starts if len(behind) - start > _LEAST_BEHIND]
        if starts and rng.random() < 0.8:
            behind = behind[rng.choice(starts) :]
        title = rng.choice(own) if own and rng.random() < 0.4 else rng.choice(headlines)
        before = " ".join([*printed[:at], "Baca Juga: "])
        joined = before + title + ("" if rng.random() < 0.25 else " ")
        near = " ".join([behind, *printed[at + 1 : at + 3]])
        text = " ".join([joined + near, *printed[at + 3 :]])
        end = len(before) + len(title)
        result.append(Question(row.number, text, len(before), end, len(joined) + len(near)))
    return result


_READ = 3
"""How often a title that somebody has read is asked: such texts are few, and are what is met."""

_INVENTED = 10
"""Titles that are put before sentences of each article."""

_LEAST_BEHIND = 80
"""Characters from the sentence behind such a title to the end of its paragraph, at least."""

_SENTENCE = re.compile(r"[a-z)”\"][.?!”\"] (?=[A-Z“\"])")


def _joined(
    number: int,
    texts: list[str],
    at: int,
    title: str,
    parts: list[Line],
    rng: random.Random,
    glue: float,
) -> Question:
    """The article in one line, and the title of part `at` in it."""
    before = " ".join([*texts[:at], ""])
    end = len(before) + len(texts[at])
    joined = before + texts[at] + ("" if rng.random() < glue else " ")
    mark = next(
        (i for i in range(at + 1, len(parts)) if parts[i][0].kind != "paragraph"), len(texts)
    )
    limit = len(joined + " ".join(texts[at + 1 : mark]))
    joined += " ".join(texts[at + 1 :])
    return Question(number, joined, end - len(title), end, limit)


def sentence_case(question: Question, common: Counter[str]) -> Question:
    """The same question with its title as before 2022: words small that the corpus writes small."""
    title = question.text[question.start : question.end].split(" ")
    small = [
        word.lower() if i and common[word.lower()] > common[word] and word.istitle() else word
        for i, word in enumerate(title)
    ]
    text = question.text[: question.start] + " ".join(small) + question.text[question.end :]
    return question._replace(text=text)


def words(texts: list[str]) -> Counter[str]:
    """How often every word is written each way."""
    return Counter(word for text in texts for word in text.split())


Example = tuple[list[list[titles.Feature]], int]
Fitted = dict[titles.Feature, float]


def example(question: Question) -> Example | None:
    """The features of every possible end, and which is the true one."""
    text, start = question.text, question.start
    context = titles.Vocabulary(text)
    places = titles.ends(text, start, question.limit)
    right = [i for i, (end, _) in enumerate(places) if end == question.end]
    if not right:
        return None
    seen = titles.features(text, start, question.limit, places)
    return [features + titles.around(features, context) for features in seen], right[0]


def fit(asked: list[Question], epochs: int = 5, rate: float = 0.2) -> Fitted:
    """Weights by AdaGrad on the conditional log-likelihood, with a pull towards zero."""
    numbers: dict[titles.Feature, int] = {}
    seen: Counter[int] = Counter()
    latest: dict[int, int] = {}
    examples: list[tuple[list[list[int]], int]] = []
    for question in asked:
        made = example(question)
        if made:
            coded = [[numbers.setdefault(n, len(numbers)) for n in names] for names in made[0]]
            of_article = {n for names in coded for n in names}
            seen.update(n for n in of_article if latest.get(n) != question.article)
            latest |= dict.fromkeys(of_article, question.article)
            examples.append((coded, made[1]))
    kept = [seen[n] >= _OFTEN and name[0] != "pair" for name, n in numbers.items()]
    examples = [([[n for n in names if kept[n]] for names in p], r) for p, r in examples]
    weights = [0.0] * len(numbers)
    squares = [1e-6] * len(numbers)
    rng = random.Random(7)  # noqa: S311 - reproducible, not secret
    for epoch in range(epochs):
        rng.shuffle(examples)
        loss = 0.0
        for known, right in examples:
            places = [[n for n in names if rng.random() > _DROPPED] for names in known]
            scores = [sum([weights[n] for n in names]) for names in places]
            top = max(scores)
            exps = [math.exp(score - top) for score in scores]
            total = sum(exps)
            loss -= math.log(exps[right] / total + 1e-12)
            slopes: dict[int, float] = {}
            for i, names in enumerate(places):
                slope = exps[i] / total - (i == right)
                if abs(slope) > 1e-3:
                    for n in names:
                        slopes[n] = slopes.get(n, 0.0) + slope
            for n, raw in slopes.items():
                slope = raw + 1e-4 * weights[n]
                squares[n] += slope * slope
                weights[n] -= rate * slope / math.sqrt(squares[n])
        sys.stderr.write(f"epoch {epoch + 1}: {loss / len(examples):.4f}\n")
    return {name: weights[n] for name, n in numbers.items()}


_DROPPED = 0.3
"""Share of features left out at each step, so that none is leaned on alone."""

_OFTEN = 12
"""Articles that must hold a feature for it to be weighed at all."""


def wholes(learned: list[Row]) -> Fitted:
    """Weights against an end inside of names: pairs of words that hardly ever stand apart.

    Counted in all of the text, since few names happen to stand around a title's end.
    """
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for row in learned:
        words.update(set(_CAPITAL.findall(row.text)))
        pairs.update(set(_CAPITALS.findall(row.text)))
    return {
        ("pair", f"{one} {two}"): _WHOLE
        for (one, two), together in pairs.items()
        if together >= 8 and together >= 0.85 * min(words[one], words[two])
    }


_CAPITAL = re.compile(r"\b[A-Z][\w&-]*")
_CAPITALS = re.compile(r"\b([A-Z][\w&-]*)(?= ([A-Z][\w&-]*))")
_WHOLE = -6.0
"""What outweighs all else at a place; none of 2,449 titles ended inside of such a pair."""


def rounded(weights: Fitted, least: float = 0.25) -> dict[str, dict[str, int]]:
    """The weights that matter, in hundredths, by the kind of feature."""
    kinds: dict[str, dict[str, int]] = {kind: {} for kind in titles.KINDS}
    for (kind, value), weight in sorted(weights.items()):
        if abs(weight) >= least:
            kinds[kind][value] = round(weight * 100)
    return kinds


def misses(asked: list[Question], weights: titles.Weights) -> list[Question]:
    """The questions that the weights do not answer exactly."""
    missed = []
    for q in asked:
        guess = titles.guess(q.text, titles.Vocabulary(q.text), q.start, q.limit, weights=weights)
        if guess is None or guess.end != q.end:
            missed.append(q)
    return missed


def main() -> None:
    """Read the command line."""
    command = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    command.add_argument("action", choices=["measure", "fit"])
    command.add_argument("corpus", type=Path)
    command.add_argument("-o", "--output", type=Path, default=DATA, help="where `fit` writes")
    command.add_argument("--show", action="store_true", help="print the titles that are missed")
    options = command.parse_args()
    corpus = list(rows(options.corpus))
    rng = random.Random(3)  # noqa: S311 - reproducible, not secret
    common = words([row.text for row in corpus])
    measuring = options.action == "measure"
    learned = [row for row in corpus if not (measuring and _held(row.number))]
    train = [q for row in learned for q in questions(row.number, row.text, rng, every=True)]
    train += [q for row in learned for q in read_links(row)] * _READ
    headlines = [row.title for row in learned if row.title and _usual(row.title)]
    train += [question for row in learned for question in invented(row, headlines, rng)]
    train = [sentence_case(q, common) if rng.random() < 0.3 else q for q in train]
    weights = rounded(fit(train) | wholes(learned))
    if not measuring:
        data = json.dumps(weights, ensure_ascii=False, separators=(",", ":"))
        options.output.write_text(data + "\n", encoding="utf-8")
        size = options.output.stat().st_size
        count = sum(map(len, weights.values()))
        sys.stdout.write(f"{len(train)} ends, {count} weights, {size} bytes\n")
        return
    held = [row for row in corpus if _held(row.number)]
    plain = [q for row in held for q in questions(row.number, row.text, rng, glue=0)]
    glued = [q for row in held for q in questions(row.number, row.text, rng, glue=1)]
    small = [sentence_case(q, common) for q in plain]
    if not plain:
        sys.exit("no article of the corpus that is kept out of training holds a cross-link")
    measured = {
        name: (len(kept), misses(kept, weights))
        for name, kept in (("title case", plain), ("glued", glued), ("sentence case", small))
    }
    known = {lines.tidy(row.title) for row in corpus if row.title}
    if known:
        missed = [q for q in measured["title case"][1] if q.text[q.start : q.end] not in known]
        measured["title case, titles of the corpus known"] = len(plain), missed
    for name, (asked, missed) in measured.items():
        hits = asked - len(missed)
        sys.stdout.write(f"{name}: {hits} of {asked} exact, {hits / asked:.2%}\n")
        if options.show:
            for q in missed:
                sys.stdout.write(f"   {q.text[q.start : q.end]} ][ {q.text[q.end :][:60]}\n")


def _usual(title: str) -> bool:
    """Whether a headline is as long as those that links bear."""
    return 25 < len(title) <= titles.TITLE_LIMIT


def _held(number: int) -> bool:
    """Whether an article is kept out of training when the model is measured."""
    return number % 5 == 0


if __name__ == "__main__":
    main()
