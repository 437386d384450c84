"""Text to a query, by recursive descent. Whatever does not fit raises a QueryError that points at it.

AND binds closer than OR; neighbours without an operator are AND. Operators are written in capitals.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportedly.search.fields import FIELDS, Shape, unknown_field
from reportedly.search.syntax import And, FieldIs, Near, Not, Or, Phrase, Query, QueryError, Term
from reportedly.search.values import area, choice, days, distance, numbers
from reportedly.store.words import words
from reportedly.text import gettext

LONGEST, DEEPEST, MOST = 2000, 30, 100  # characters, levels, conditions
KEPT = 1_000  # queries, with the terms of a page by which each can be narrowed

_SPACE = re.compile(r"\s*")
_OPERATOR = re.compile(r'(AND|OR|NOT)(?=[\s()"]|$)')
_MINUS = re.compile(r"-(?=[^\s])")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_FIELD = re.compile(r'([^\s()":]+):')
_BARE = re.compile(r'[^\s()"]+')
_VALUE = re.compile(r'[^\s()",]+')


@lru_cache(maxsize=KEPT)
def parse(text: str) -> Query:
    """The query that a text stands for; an empty text finds everything."""
    if len(text) > LONGEST:
        raise QueryError(
            LONGEST,
            text[LONGEST : LONGEST + 10],
            gettext("a query has at most %(most)s characters", most=f"{LONGEST:,}"),
        )
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._conditions = 0
        self._skip()

    def whole(self) -> Query:
        if self._ended():
            return And(())
        query = self._either()
        if not self._ended():
            raise self._fault(self._at, ")", gettext("closes nothing; take it out or open one before it"))
        return query

    def _either(self) -> Query:
        parts = [self._all()]
        while self._operator("OR"):
            parts.append(self._all())
        return _joined(Or, parts)

    def _all(self) -> Query:
        parts = [self._one()]
        while self._operator("AND") or not (self._ended() or self._sees(")") or self._next_operator() == "OR"):
            parts.append(self._one())
        return _joined(And, parts)

    def _one(self) -> Query:
        start = self._at
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._fault(start, self._shown(start), gettext("a query has at most %(most)s levels", most=DEEPEST))
        try:
            if self._operator("NOT") or self._take(_MINUS):
                return Not(self._one())
            return self._group() if self._sees("(") else self._condition()
        finally:
            self._depth -= 1

    def _group(self) -> Query:
        start = self._at
        self._at += 1
        self._skip()
        if self._sees(")"):
            raise self._fault(start, "()", gettext("nothing stands between the parentheses"))
        inner = self._either()
        if not self._sees(")"):
            raise self._fault(start, "(", gettext("is never closed; put a `)` where it ends"))
        self._at += 1
        self._skip()
        return inner

    def _condition(self) -> Query:
        start = self._at
        self._conditions += 1
        if self._conditions > MOST:
            raise self._fault(start, self._shown(start), gettext("a query has at most %(most)s conditions", most=MOST))
        self._refuse_gap(start)
        if self._sees('"'):
            phrase = self._string()
            self._known_words(start, phrase)
            return Phrase(phrase)
        if found := self._take(_FIELD, skip=False):
            return self._field(start, found[1])
        return self._word(start)

    def _refuse_gap(self, start: int) -> None:
        """An operator or the end of a part where a condition should stand."""
        operator = self._next_operator()
        if operator:
            raise self._fault(
                start, operator, gettext("something to find must stand on both sides; in quotes it is a word")
            )
        if self._ended() or self._sees(")"):
            before = self._text[:start].split()[-1:] or [""]
            raise self._fault(
                start, self._shown(start), gettext("something to find must stand after `%(word)s`", word=before[0])
            )

    def _word(self, start: int) -> Query:
        found = self._take(_BARE)
        assert found is not None
        typed = found[0]
        if typed.startswith(":"):
            raise self._fault(
                start, typed, gettext("no field stands before the colon; in quotation marks it is a word")
            )
        word = typed.removesuffix("*")
        self._known_words(start, word)
        return Term(word, word != typed)

    def _known_words(self, start: int, text: str) -> None:
        if not words(text):
            raise self._fault(start, text, gettext("holds no letter or digit, so no words can be found by it"))

    def _field(self, start: int, name: str) -> Query:
        field = FIELDS.get(name)
        if field is None:
            raise self._fault(start, f"{name}:", unknown_field(name))
        if field.shape is Shape.DISTANCE:
            raise self._fault(start, "within:", gettext("stands right after a place, as in `place:Anselt within:50km`"))
        if field.shape is Shape.NUMBER:
            return numbers(field.name, *self._single(field.example))
        if field.shape is Shape.DAY:
            return days(field.name, *self._single(field.example))
        if field.shape is Shape.BOX:
            return area(*self._single(field.example))
        found = self._values(field.example)
        if field.shape is Shape.CHOICE:
            return FieldIs(name, tuple(choice(field, at, value) for at, value in found), start)
        for at, value in found:
            self._known_words(at, value)
        names = tuple(value for _, value in found)
        return self._place(names, start) if name == "place" else FieldIs(name, names, start)

    def _place(self, names: tuple[str, ...], start: int) -> Query:
        if not self._text.startswith("within:", self._at):
            return FieldIs("place", names, start)
        self._at += len("within:")
        return Near(names, distance(*self._single("within:50km")), start)

    def _single(self, example: str) -> tuple[int, str]:
        at = self._at
        found = self._take(_BARE)
        if not found:
            raise self._fault(
                at, self._shown(at), gettext("a value must stand after the colon, as in `%(example)s`", example=example)
            )
        return at, found[0]

    def _values(self, example: str) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        while not found or self._take(re.compile(","), skip=False):
            at = self._at
            if self._sees('"'):
                found.append((at, self._string(skip=False)))
            elif value := self._take(_VALUE, skip=False):
                if value[0].endswith("*"):
                    raise self._fault(
                        at, value[0], gettext("`*` stands behind a word alone; a name is found by its whole words")
                    )
                found.append((at, value[0]))
            else:
                raise self._fault(
                    at, self._shown(at), gettext("a value must stand here, as in `%(example)s`", example=example)
                )
        self._skip()
        return found

    def _string(self, skip: bool = True) -> str:
        found = _STRING.match(self._text, self._at)
        if not found:
            raise self._fault(self._at, '"', gettext("the quotation mark is never closed; put another where it ends"))
        self._at = found.end()
        if skip:
            self._skip()
        return re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL)

    def _operator(self, name: str) -> bool:
        if self._next_operator() != name:
            return False
        self._at += len(name)
        self._skip()
        return True

    def _next_operator(self) -> str | None:
        found = _OPERATOR.match(self._text, self._at)
        return found[1] if found else None

    def _take(self, pattern: re.Pattern[str], *, skip: bool = True) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
            if skip and pattern is not _MINUS:
                self._skip()
        return found

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _sees(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def _ended(self) -> bool:
        return self._at >= len(self._text)

    def _shown(self, at: int) -> str:
        found = _BARE.match(self._text, at)
        return found[0][:40] if found else self._text[at : at + 1]

    def _fault(self, at: int, value: str, fault: str) -> QueryError:
        return QueryError(at, value, fault)


def _joined(kind: type[And] | type[Or], parts: list[Query]) -> Query:
    """Parts under one operator; those that are under the same one already are taken in."""
    if len(parts) == 1:
        return parts[0]
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return kind(tuple(flat))
