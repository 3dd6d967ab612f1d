"""Regular expressions that read a text in ever more ways, and so take ever longer to fail.

A pattern becomes an automaton. It is ambiguous without bound if a repeated text leads from some
node back to it, from there to another one too, and from that back to it: how often each takes the
text is then free, and what backtracks tries all of it. So it is with `a*a*b` and `(?:a+b?)*c`, and
with a search for `a+b`, since where it begins is free as well. It is worse where there are two ways
from a node back to itself, as in `(?:a*)*b`.

A pattern that passes takes linear time, if what is behind it in the program does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeAlias

_parser: Any = re._parser  # type: ignore[attr-defined]
_compiler: Any = re._compiler  # type: ignore[attr-defined]

COPIES = 4
"""A bounded repeat stands for so many at most: more of them change the factor, not the power."""
SAMPLES = "amzAMZ059_ \t\n-.,!é²—😀"
"""Characters of all categories, beside those that a pattern names."""

Guard: TypeAlias = Callable[[str, str], bool]
"""Whether one may pass between two characters; '' is before the first and behind the last one."""


class Way(NamedTuple):
    """From a node to another."""

    start: int
    to: int
    takes: frozenset[str] | None
    """The characters of which it takes one; None for a way that takes none."""
    guard: Guard | None
    delays: bool
    """Whether the guard only keeps a possessive repeat from ending before it must."""


def ambiguous(pattern: str | bytes, flags: int = 0, *, method: str) -> str | None:
    """A text that, repeated, is read in ever more ways by `match`, `fullmatch` or `search`."""
    return _Automaton(pattern, flags, method).ambiguous()


class _Automaton:
    """The nodes of a pattern, by their numbers, and the ways from each."""

    def __init__(self, pattern: str | bytes, flags: int, method: str) -> None:
        self._tree = _parser.parse(pattern, flags)
        self._flags = self._tree.state.flags
        self._groups: dict[int | None, Any] = {}
        self._alphabet = self._characters()
        self._ways: list[list[Way]] = []
        self._entered: dict[int, frozenset[str]] = {}
        """Behind which characters a node is, for those that are behind one."""
        self._repeated: set[int] = set()
        """The nodes among them to which a way may lead back."""
        start = self._node()
        if method == "search":
            self._repeated.add(start)
            self._way(start, start, takes=frozenset(self._alphabet))
        self._end = self._sequence(self._tree, start)
        self._whole = method == "fullmatch"
        self._alike = self._kinds()
        self._next = cache(self._behind)

    # ── Characters ───────────────────────────────────────────────────────────────────────

    def _characters(self) -> list[str]:
        """One character for each way in which those differ that the pattern speaks of."""
        singles = [*_singles(self._tree, self._flags)]
        named = {point for node, _ in singles for point in _points(node)} | {*map(ord, SAMPLES)}
        tests = [self._test(node, flags) for node, flags in singles]
        chosen: dict[tuple[bool, ...], str] = {}
        for point in sorted({near for at in named for near in (at - 1, at, at + 1)}):
            if point in range(0x110000):
                one = chr(point)
                chosen.setdefault((_word(one), one == "\n", *(t(one) for t in tests)), one)
        return [*chosen.values()]

    def _test(self, node: Any, flags: int) -> Callable[[str], bool]:
        """Whether a character is one of those that `node` stands for under `flags`."""
        state, common = self._tree.state, self._tree.state.flags
        alone = _parser.SubPattern(state, [node])
        switched = (_parser.SUBPATTERN, (None, flags & ~common, common & ~flags, alone))
        compiled = _compiler.compile(_parser.SubPattern(state, [switched]))
        return lambda one: compiled.match(one) is not None

    def _set(self, node: Any) -> frozenset[str]:
        return frozenset(filter(self._test(node, self._flags), self._alphabet))

    def _kinds(self) -> dict[str, str]:
        """For each character one that the guards cannot tell from it where it stands before."""
        guards = [way.guard for ways in self._ways for way in ways if way.guard is not None]
        chosen: dict[tuple[bool, ...], str] = {}
        kinds = {}
        for one in self._alphabet:
            told = (guard(one, behind) for guard in guards for behind in ("", *self._alphabet))
            kinds[one] = chosen.setdefault(tuple(told), one)
        return kinds

    # ── From the pattern to the nodes ────────────────────────────────────────────────────

    def _node(self) -> int:
        self._ways.append([])
        return len(self._ways) - 1

    def _way(
        self,
        start: int,
        to: int,
        *,
        takes: frozenset[str] | None = None,
        guard: Guard | None = None,
        delays: bool = False,
    ) -> int:
        self._ways[start].append(Way(start, to, takes, guard, delays))
        if takes is not None:
            self._entered[to] = takes
        return to

    def _sequence(self, tree: Any, start: int) -> int:
        """Where the pattern `tree` ends that begins at `start`."""
        for node in tree:
            start = self._part(node, start)
        return start

    def _part(self, node: Any, start: int) -> int:
        name, argument = str(node[0]), node[1]
        if _is_single(node):
            return self._way(start, self._node(), takes=self._set(node))
        if name == "BRANCH":
            end = self._node()
            for branch in argument[1]:
                self._way(self._sequence(branch, start), end)
            return end
        if name == "SUBPATTERN":
            group, more, less, tree = argument
            self._groups[group] = tree
            outside, self._flags = self._flags, self._flags & ~less | more
            end = self._sequence(tree, start)
            self._flags = outside
            return end
        if name == "GROUPREF":  # the same again: a text of that kind
            return self._sequence(self._groups[argument], start)
        if name == "ATOMIC_GROUP":
            return self._sequence(argument, start)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, tree = argument
            return self._repeat(low, high, tree, start, possessive=name == "POSSESSIVE_REPEAT")
        if name == "AT":
            return self._way(start, self._node(), guard=self._place(str(argument)))
        if name in ("ASSERT", "ASSERT_NOT"):
            direction, tree = argument
            if direction > 0:
                self._sequence(tree, start)  # it leads nowhere, but it is looked at
            guard = self._look(direction, tree, wanted=name == "ASSERT")
            return self._way(start, self._node(), guard=guard)
        raise NotImplementedError(name)

    def _repeat(self, low: int, high: int, tree: Any, start: int, *, possessive: bool) -> int:
        for _ in range(min(low, COPIES)):
            start = self._sequence(tree, start)
        end = self._node()
        if high != _parser.MAXREPEAT:
            for _ in range(min(high, COPIES) - min(low, COPIES)):
                self._way(start, end)
                start = self._sequence(tree, start)
            return self._way(start, end)
        again = self._way(start, self._node())
        self._way(self._sequence(tree, again), again)
        self._repeated.update(self._entered.keys() & range(again, len(self._ways)))
        if not possessive or len(tree) > 1 or not _is_single(tree[0]):
            return self._way(again, end)
        more = self._set(tree[0])
        return self._way(again, end, guard=lambda _, behind: behind not in more, delays=True)

    # ── What stands around a place ───────────────────────────────────────────────────────

    def _place(self, name: str) -> Guard:
        lines = bool(self._flags & re.MULTILINE)
        match name:
            case "AT_BEGINNING" if lines:
                return lambda before, _: before in ("", "\n")
            case "AT_BEGINNING" | "AT_BEGINNING_STRING":
                return lambda before, _: not before
            case "AT_END":
                return lambda _, behind: behind in ("", "\n")
            case "AT_END_STRING":
                return lambda _, behind: not behind
            case "AT_BOUNDARY":
                return lambda before, behind: _word(before) != _word(behind)
            case "AT_NON_BOUNDARY":
                return lambda before, behind: _word(before) == _word(behind)
        raise NotImplementedError(name)

    def _look(self, direction: int, tree: Any, *, wanted: bool) -> Guard | None:
        """What the next character tells of a look around; None where it tells nothing."""
        side = self._side(tree, direction, whole=not wanted)
        if side is None:
            return None
        near = side
        if direction < 0:
            return lambda before, _: (before in near) == wanted
        return lambda _, behind: (behind in near) == wanted

    def _side(self, tree: Any, direction: int, *, whole: bool) -> frozenset[str] | None:
        """The characters of which `tree` has one next to the place, and if `whole` no other part.

        None if there need be none.
        """
        if not len(tree) or (whole and len(tree) > 1):
            return None
        node = tree[-1] if direction < 0 else tree[0]
        name, argument = str(node[0]), node[1]
        if _is_single(node):
            return self._set(node)
        if name == "SUBPATTERN" and not argument[1] and not argument[2]:
            return self._side(argument[3], direction, whole=whole)
        if name == "BRANCH":
            sides = [self._side(branch, direction, whole=whole) for branch in argument[1]]
            known = [side for side in sides if side is not None]
            # Of what must not stand there a part is enough, of what may all is needed.
            if known and (whole or len(known) == len(sides)):
                return frozenset().union(*known)
        if name in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] and not whole:
            return self._side(argument[2], direction, whole=whole)
        return None

    # ── From node to node ────────────────────────────────────────────────────────────────

    def _between(
        self, node: int, before: str, behind: str, taken: frozenset[Way] = frozenset()
    ) -> Iterator[int]:
        """The nodes that lie no character behind `node`, each as often as there are ways to it."""
        yield node
        for way in self._ways[node]:
            free = way.takes is None and (way.guard is None or way.guard(before, behind))
            if free and way not in taken:
                yield from self._between(way.to, before, behind, taken | {way})

    def _behind(self, start: int, before: str) -> dict[str, Counter[int]]:
        """By the next character, the nodes behind it, each as often as there are ways to it.

        `before` is the character before `start`, or one of its kind.
        """
        found = {}
        for one in self._alphabet:
            reached = Counter(
                way.to
                for node in self._between(start, before, one)
                for way in self._ways[node]
                if way.takes is not None and one in way.takes
            )
            if reached:
                found[one] = reached
        return found

    def _reached(self, node: int, go: Callable[[Way], bool] = lambda _: True) -> set[int]:
        """All nodes that ways lead to which one may `go`."""
        found: set[int] = set()
        waiting = [node]
        while waiting:
            new = {way.to for way in self._ways[waiting.pop()] if go(way)} - found
            found |= new
            waiting += new
        return found

    def _succeeds(self, node: int) -> bool:
        """Whether nothing that may follow can make the pattern fail at `node`."""
        free = self._reached(node, lambda w: w.takes is None and (w.guard is None or w.delays))
        return not self._whole and self._end in free | {node}

    # ── Ambiguity ────────────────────────────────────────────────────────────────────────

    def ambiguous(self) -> str | None:
        """A text that, repeated, is read in ever more ways; the shortest for some node."""
        reached = {node: self._reached(node) for node in self._repeated}
        around = {
            node: {other for other in found & reached.keys() if node in reached[other]}
            for node, found in reached.items()
        }
        for second in around:
            if self._succeeds(second):
                continue
            kinds = {self._alike[one] for one in self._entered[second]}
            for before in sorted(kinds):
                for one, counted in self._next(second, before).items():
                    if any(counted[node] > 1 for node in around[second]):
                        return one
            for first in around.keys() - {second}:
                for before in sorted(kinds & {self._alike[one] for one in self._entered[first]}):
                    shared = self._shared(first, second, around, before)
                    if shared is not None:
                        return shared
        return None

    def _shared(
        self, first: int, second: int, around: dict[int, set[int]], before: str
    ) -> str | None:
        """A text from `first` to itself, from it to `second`, and from that to itself."""
        start, goal = (first, first, second, before), (first, second, second, before)
        texts = {start: ""}
        waiting = [start]
        for state in waiting:
            *nodes, last = state
            from_first, between, from_second = (self._next(node, last) for node in nodes)
            for one in from_first.keys() & between.keys() & from_second.keys():
                for x in from_first[one].keys() & around[first]:
                    for z in from_second[one].keys() & around[second]:
                        for y in between[one]:
                            new = (x, y, z, self._alike[one])
                            if new == goal:
                                return texts[state] + one
                            if new not in texts:
                                texts[new] = texts[state] + one
                                waiting.append(new)
        return None


def _word(one: str) -> bool:
    return one.isalnum() or one == "_"


def _is_single(node: Any) -> bool:
    """Whether `node` stands for one character."""
    return str(node[0]) in ("LITERAL", "NOT_LITERAL", "ANY", "IN")


def _singles(tree: Any, flags: int) -> Iterator[tuple[Any, int]]:
    """The nodes in `tree` that stand for one character each, with the flags that hold there."""
    for node in tree:
        if _is_single(node):
            yield node, flags
        elif str(node[0]) == "SUBPATTERN":
            _, more, less, inside = node[1]
            yield from _singles(inside, flags & ~less | more)
        else:
            for part in _parts(node[1]):
                yield from _singles(part, flags)


def _parts(argument: Any) -> list[Any]:
    """The patterns in what a node holds."""
    if isinstance(argument, _parser.SubPattern):
        return [argument]
    if isinstance(argument, (tuple, list)):
        return [part for item in argument for part in _parts(item)]
    return []


def _points(node: Any) -> Iterator[int]:
    """The characters, and the ends of ranges, that `node` names; letters in both cases."""
    name, argument = str(node[0]), node[1]
    if name in ("LITERAL", "NOT_LITERAL"):
        yield from (argument, ord(chr(argument).swapcase()[0]))
    elif name == "RANGE":
        yield from argument
    elif name == "IN":
        for item in argument:
            yield from _points(item)
