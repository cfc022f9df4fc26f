"""Full text over characters: each Chinese character and each run of letters or digits is a word of its own.

So a two-character word, the normal case in Chinese, is a phrase of two words (trigram indexes need three characters
and answer nothing below). The index holds no text of its own (contentless), which keeps it a quarter of the size.
Text and queries are expected in simplified characters; see ``desktop.archive.search``.
"""

from __future__ import annotations

import re
import sqlite3

TOKEN = re.compile(r"[a-z0-9]+|[^\W_]", re.IGNORECASE)


def split(text: str) -> str:
    """The words of a text, parted by spaces; marks and blanks fall away."""
    return " ".join(TOKEN.findall(text.lower()))


def phrase(query: str) -> str | None:
    """The FTS5 query for what a person typed: every part between blanks must occur, as a phrase.

    A part that ends in a Latin letter finds longer words too (``suq`` finds ``suqian``). None when nothing can match.
    """
    parts = []
    for part in query.lower().split():
        tokens = TOKEN.findall(part)
        if tokens:
            longer = "*" if re.search("[a-z]$", tokens[-1]) else ""
            parts.append(f'"{" ".join(tokens)}"{longer}')
    return " AND ".join(parts) or None


def put(connection: sqlite3.Connection, submission_id: int, head: str, body: str) -> None:
    """Makes a submission findable by its names (head) and its text (body), both split into words."""
    connection.execute("INSERT INTO words (rowid, head, body) VALUES (?, ?, ?)", [submission_id, head, body])


def take_out(connection: sqlite3.Connection, submission_id: int, head: str, body: str) -> None:
    """Undoes ``put``; an index without text needs the very same words again."""
    connection.execute("INSERT INTO words (words, rowid, head, body) VALUES ('delete', ?, ?, ?)",
                       [submission_id, head, body])


def find(connection: sqlite3.Connection, query: str, limit: int) -> list[int]:
    """Ids of current submissions that hold the query in their text, newest first."""
    match = phrase(query)
    if match is None:
        return []
    return [row[0] for row in connection.execute(
        "SELECT words.rowid FROM words JOIN submissions ON submissions.id = words.rowid "
        "WHERE words MATCH ? AND latest = 1 ORDER BY words.rowid DESC LIMIT ?", [match, limit])]
