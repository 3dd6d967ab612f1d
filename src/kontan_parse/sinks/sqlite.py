"""Records → an SQLite database that Datasette opens as it is, and that can be loaded again."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from kontan_parse.diagnostics import UnwritableOutput
from kontan_parse.sinks import files, identity, rows

APPLICATION = 0x4B4E544E
"""`KNTN` in the file's header: the database is ours."""
VERSION = 1
"""The shape of the tables; a change of shape changes it."""

_TABLES = """
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  name TEXT, -- Datasette shows the first column that is called name or title.
  title TEXT,
  url TEXT,
  published TEXT,
  published_text TEXT,
  estimate TEXT,
  estimate_basis TEXT,
  estimate_text TEXT,
  estimate_candidates TEXT,
  byline TEXT,
  dateline TEXT,
  outlet TEXT,
  dateline_date TEXT,
  syndicated_outlet TEXT,
  syndicated_title TEXT,
  syndicated_author TEXT,
  syndicated_url TEXT,
  truncated TEXT,
  words INTEGER NOT NULL,
  text TEXT NOT NULL,
  path TEXT,
  record,
  media_type TEXT NOT NULL,
  encoding TEXT,
  sha256 TEXT
);
CREATE INDEX articles_published ON articles (published);

CREATE TABLE paragraphs (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, number)
);
CREATE TABLE cross_links (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT,
  after_paragraph INTEGER NOT NULL,
  target INTEGER REFERENCES articles (id) ON DELETE SET NULL,
  PRIMARY KEY (article, number)
);
CREATE INDEX cross_links_target ON cross_links (target);
CREATE TABLE people (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (article, number)
);
CREATE INDEX people_name ON people (name, role);
CREATE TABLE places (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (article, number)
);
CREATE INDEX places_name ON places (name);
CREATE TABLE tags (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (article, number)
);
CREATE INDEX tags_name ON tags (name);
CREATE TABLE dates (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  value TEXT,
  basis TEXT,
  paragraph INTEGER,
  PRIMARY KEY (article, number)
);
CREATE INDEX dates_value ON dates (value);
CREATE TABLE diagnostics (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  message TEXT NOT NULL,
  line INTEGER,
  PRIMARY KEY (article, number)
);
CREATE INDEX diagnostics_code ON diagnostics (code);
CREATE TABLE captions (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, number)
);
CREATE TABLE credits (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, number)
);
CREATE TABLE boilerplate (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (article, number)
);

-- Datasette finds the index by these very words: content="articles".
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, text, content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER articles_update AFTER UPDATE OF title, text ON articles
WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, text)
  VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;

CREATE VIEW overview AS
SELECT
  id, title, substr(coalesce(published, estimate), 1, 10) AS day,
  published IS NULL AS day_is_estimate, outlet,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM places WHERE article = articles.id ORDER BY number)) AS places,
  (SELECT group_concat(name, '; ') FROM
    (SELECT name FROM people WHERE article = articles.id AND role = 'editor' ORDER BY number)
  ) AS editors,
  words, url, path
FROM articles;
"""

_ARTICLE = (
    "title", "url", "published", "published_text", "estimate", "estimate_basis", "estimate_text",
    "estimate_candidates", "byline", "dateline", "outlet", "dateline_date", "syndicated_outlet",
    "syndicated_title", "syndicated_author", "syndicated_url", "truncated", "words", "text",
    "path", "record", "media_type", "encoding", "sha256",
)  # fmt: skip
_PARTS = {
    "paragraphs": ("number", "text"),
    "cross_links": ("number", "kind", "title", "url", "after_paragraph"),
    "people": ("number", "role", "name"),
    "places": ("number", "name"),
    "tags": ("number", "name"),
    "dates": ("number", "text", "value", "basis", "paragraph"),
    "diagnostics": ("number", "code", "severity", "message", "line"),
    "captions": ("number", "text"),
    "credits": ("number", "text"),
    "boilerplate": ("number", "text"),
}
"""The tables below an article and what they hold of it."""
_BEGINNING = 80
"""Characters of a text that name an article without a title."""
_NAME = f"""coalesce(
    new.title,
    replace(rtrim(substr(nullif(new.text, ''), 1, {_BEGINNING}), char(32, 10)), char(10, 10), ' ')
      || CASE WHEN length(new.text) > {_BEGINNING} THEN '…' ELSE '' END,
    new.path,
    'article ' || new.id
  )"""
_UPKEEP = f"""
CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, text)
  VALUES ('delete', old.id, old.title, old.text);
  {" ".join(f"DELETE FROM {table} WHERE article = old.id;" for table in _PARTS)}
  UPDATE cross_links SET target = NULL WHERE target = old.id;
END;
CREATE TRIGGER articles_named AFTER INSERT ON articles BEGIN
  UPDATE articles SET name = {_NAME} WHERE id = new.id;
END;
CREATE TRIGGER articles_renamed AFTER UPDATE OF title, text, path ON articles BEGIN
  UPDATE articles SET name = {_NAME} WHERE id = new.id;
END;
"""  # noqa: S608 - names of our own
"""Leaves nothing of an article that is deleted, also by a program that enforces no foreign keys,
and names those that stay, whoever edits them."""
_ROLES = {"source": "sources", "reporter": "reporters", "author": "authors", "editor": "editors"}

_INSERT = (
    f"INSERT INTO articles ({', '.join(_ARTICLE)}) "  # noqa: S608 - names of our own
    f"VALUES ({', '.join(f':{column}' for column in _ARTICLE)})"
)
_UPDATE = (
    f"UPDATE articles SET {', '.join(f'{column} = :{column}' for column in _ARTICLE)} "  # noqa: S608
    "WHERE id = :id"
)
_INSERT_PART = {
    table: f"INSERT INTO {table} (article, {', '.join(columns)}) "  # noqa: S608
    f"VALUES ({', '.join('?' for _ in ('article', *columns))})"
    for table, columns in _PARTS.items()
}
_MERGE = "INSERT INTO articles_fts (articles_fts, rank) VALUES ('merge', ?)"
_PAGES = 500
"""Pages of the database, or of its index, that are worked on at a time."""


def check(path: str, file: Path) -> None:
    """Raise `UnwritableOutput` where `file` stands and is no database of ours.

    Or where it has a log, and another program has it open. What is only checked keeps its log.
    """
    with _refusals(path):
        if file.exists() and file.stat().st_size:
            with closing(_existing(path, file, alone=True)):
                pass


def write(blocks: Iterable[bytes], path: str) -> rows.Loaded:
    """Load every record of `blocks` into the database `path`, new or of an earlier load.

    Until it is replaced, the earlier one takes nothing that would be lost with it.
    """
    with ExitStack() as held, files.beside(path) as part:
        with _refusals(path, part):
            database = _copy(path, part, held)
        # What goes wrong where the records come from is none of the database's refusals.
        with closing(database):
            with _refusals(path, part):
                load = _Load(database)
            for record in rows.records(blocks):
                with _refusals(path, part):
                    load.store(record)
            with _refusals(path, part):
                load.finish()
    return rows.Loaded(load.new, load.updated)


class _Load:
    """One pass of records into a database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self.new = self.updated = 0
        self._fresh = database.execute("SELECT 1 FROM articles").fetchone() is None
        database.execute("CREATE TEMP TABLE taken (id INTEGER PRIMARY KEY)")
        for name, arity, function in identity.FUNCTIONS:
            database.create_function(name, arity, function, deterministic=True)

    def store(self, record: Mapping[str, Any]) -> None:
        """Insert `record`, or update the row that it had in an earlier load."""
        values = _article(record)
        article = None if self._fresh else self._known(values)
        if article is None:
            article = self._database.execute(_INSERT, values).lastrowid
            self.new += 1
        else:
            self.updated += 1
            self._database.execute(_UPDATE, {**values, "id": article})
            for table in _PARTS:
                self._database.execute(f"DELETE FROM {table} WHERE article = ?", (article,))  # noqa: S608
        if not self._fresh:
            self._database.execute("INSERT INTO taken VALUES (?)", (article,))
        for table, parts in _parts(record).items():
            self._database.executemany(
                _INSERT_PART[table],
                ((article, number, *part) for number, part in enumerate(parts)),
            )

    def _known(self, values: Mapping[str, Any]) -> int | None:
        for query in identity.UNADDRESSED if values["url"] is None else identity.KNOWN:
            row: tuple[int] | None = self._database.execute(query, values).fetchone()
            if row is not None:
                return row[0]
        return None

    def finish(self) -> None:
        """Resolve the links, and write everything."""
        for statement in identity.LINK.split(";"):
            self._database.execute(statement)
        if not self._fresh:
            # What replaced texts have left in the index stays otherwise, and slows the next load.
            # A step at a time, as FTS5 wants it, so that nobody waits long who stops the load.
            pages = -_PAGES
            while True:
                before = self._database.total_changes
                self._database.execute(_MERGE, (pages,))
                if pages > 0 and self._database.total_changes - before < 2:
                    break
                pages = _PAGES
        self._database.commit()


def _article(record: Mapping[str, Any]) -> dict[str, Any]:
    """The row of `record` in `articles`."""
    origin, estimate = record["origin"], record["published_estimate"] or {}
    dateline, syndicated = record["dateline"] or {}, record["syndicated"] or {}
    candidates = estimate.get("candidates")
    return {
        "title": record["title"],
        "url": record["url"],
        "published": record["published"],
        "published_text": record["published_text"],
        "estimate": estimate.get("date"),
        "estimate_basis": estimate.get("basis"),
        "estimate_text": estimate.get("text"),
        "estimate_candidates": None if candidates is None else json.dumps(candidates),
        "byline": record["byline"],
        "dateline": dateline.get("text"),
        "outlet": dateline.get("outlet"),
        "dateline_date": dateline.get("date"),
        "syndicated_outlet": syndicated.get("outlet"),
        "syndicated_title": syndicated.get("title"),
        "syndicated_author": syndicated.get("author"),
        "syndicated_url": syndicated.get("url"),
        "truncated": record["truncated"],
        **rows.story(record),
        **origin,
    }


def _parts(record: Mapping[str, Any]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of `record` in the other tables, without article and number."""
    dateline = record["dateline"] or {}
    texts = {
        "paragraphs": record["paragraphs"],
        "places": dateline.get("places", ()),
        "tags": record["tags"],
        "captions": record["captions"],
        "credits": record["credits"],
        "boilerplate": record["boilerplate"],
    }
    objects = {
        table: [tuple(item[key] for key in _PARTS[table][1:]) for item in record[table]]
        for table in ("cross_links", "dates", "diagnostics")
    }
    people = [(role, name) for role, field in _ROLES.items() for name in record[field]]
    return {
        **{table: [(text,) for text in found] for table, found in texts.items()},
        **objects,
        "people": people,
    }


def _copy(path: str, part: Path, held: ExitStack) -> sqlite3.Connection:
    """A database in `part`: a copy of what stands under `path`, or a new one.

    What stands there is `held`: it can be read, and nobody can write it.
    """
    database = sqlite3.connect(part)
    try:
        file = files.target(path)
        if file.exists() and file.stat().st_size:
            lock = held.enter_context(closing(_existing(path, file)))
            # A log beside the file would be taken for that of the file that replaces it.
            lock.execute("PRAGMA journal_mode = DELETE")
            lock.execute("BEGIN IMMEDIATE")
            with closing(_existing(path, file)) as old:
                # A step at a time: between two a signal is heard.
                old.backup(database, pages=_PAGES, progress=lambda *_: None)
        # What goes wrong is thrown away whole, so nothing has to be rolled back.
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        if not database.execute("PRAGMA user_version").fetchone()[0]:
            database.executescript(_TABLES + _UPKEEP + identity.INDEXES)
            database.execute(f"PRAGMA application_id = {APPLICATION}")
            database.execute(f"PRAGMA user_version = {VERSION}")
    except BaseException:
        database.close()
        raise
    return database


def _existing(path: str, file: Path, *, alone: bool = False) -> sqlite3.Connection:
    """The database `file`, when it is ours, and nobody else has it open with a log, if `alone`."""
    database = sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True)
    try:
        if alone:  # what changing the journal takes, without changing it
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
        marks = [
            database.execute(f"PRAGMA {mark}").fetchone()[0]
            for mark in ("application_id", "user_version")
        ]
        if marks != [APPLICATION, VERSION]:
            raise UnwritableOutput(
                path, "is a database of another kind or version; name another file"
            )
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def _refusals(path: str, part: Path | None = None) -> Iterator[None]:
    """Turn what SQLite or the system refuses into the one failure of writing."""
    try:
        with files.refusals(path), _heard():
            yield
    except sqlite3.Error as error:
        if part is not None and error.sqlite_errorname.startswith("SQLITE_IOERR"):
            # SQLite does not say what the system said; a write of our own does.
            with files.refusals(path), part.open("ab") as file:
                file.write(bytes(1 << 16))
        raise UnwritableOutput(path, f"cannot be written: {error}") from None


@contextmanager
def _heard() -> Iterator[None]:
    """Raise what a signal raised in a function of ours: SQLite only tells that it failed."""
    hidden: list[BaseException] = []
    hook = sys.unraisablehook

    def hear(told: sys.UnraisableHookArgs) -> None:
        if isinstance(told.exc_value, KeyboardInterrupt | SystemExit):
            hidden.append(told.exc_value)
        else:
            hook(told)

    sys.unraisablehook = hear
    sqlite3.enable_callback_tracebacks(True)
    try:
        yield
    except sqlite3.OperationalError:
        if hidden:
            raise hidden[0] from None
        raise
    finally:
        sqlite3.enable_callback_tracebacks(False)
        sys.unraisablehook = hook
