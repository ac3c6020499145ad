"""How large a document is with its fragments written out, found in time linear in its length.

Each definition is walked once, without recursion; what a fragment spreads is added up along the graph of
fragments, so that fragments which double one another cost no more than fragments which do not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    ListValueNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
)

from panhuo.errors import ErrorCode, PanhuoError

Spread = tuple[str, int]
"""A fragment's name, and how many fields deep it is spread."""


@dataclass
class Size:
    """What a definition holds, fragments written out."""

    depth: int = 0
    """Fields inside fields."""
    selections: int = 0
    """Fields, spreads and inline fragments."""
    aliases: int = 0

    def add(self, inner: "Size", depth: int) -> None:
        """Add a fragment that is spread some fields deep."""
        self.depth = max(self.depth, depth + inner.depth)
        self.selections += inner.selections
        self.aliases += inner.aliases


@dataclass
class Walked:
    """What stands in the text of one definition."""

    size: Size = field(default_factory=Size)
    spreads: list[Spread] = field(default_factory=list)
    directives: int = 0
    """The most at one place."""
    items: int = 0
    """Of the longest list among its values."""


def walk(definition: Any) -> Walked:
    """One definition by itself."""
    found = Walked()
    places: list[Any] = [definition, *(getattr(definition, "variable_definitions", None) or ())]
    stack = [(definition.selection_set, 1)] if hasattr(definition, "selection_set") else []
    while stack:
        selection_set, depth = stack.pop()
        found.size.selections += len(selection_set.selections)
        for selection in selection_set.selections:
            if selection.directives:
                places.append(selection)
            if isinstance(selection, FragmentSpreadNode):
                found.spreads.append((selection.name.value, depth - 1))
            elif isinstance(selection, FieldNode):
                found.size.depth = max(found.size.depth, depth)
                found.size.aliases += selection.alias is not None
                if selection.arguments:
                    places.append(selection)
                if selection.selection_set:
                    stack.append((selection.selection_set, depth + 1))
            else:
                stack.append((selection.selection_set, depth))
    found.directives = max(len(getattr(place, "directives", None) or ()) for place in places)
    found.items = longest_list(places)
    return found


VALUES = ("arguments", "directives", "default_value", "value", "values", "fields")
"""Where lists may lie below a selection or the definition of a variable."""


def longest_list(places: Sequence[Any]) -> int:
    most, stack = 0, list(places)
    while stack:
        node = stack.pop()
        if isinstance(node, ListValueNode):
            most = max(most, len(node.values))
        for name in VALUES:
            inside = getattr(node, name, None)
            if isinstance(inside, Node):
                stack.append(inside)
            elif inside and not isinstance(inside, str | bool):
                stack.extend(inside)
    return most


@dataclass(frozen=True)
class Measured:
    """The sizes of a whole document; `selections` and `aliases` are sums over its operations."""

    definitions: int
    depth: int
    selections: int
    aliases: int
    directives: int
    items: int
    unspread: frozenset[str]
    """Fragments that stand for themselves, since nothing spreads them."""


def measured(document: DocumentNode) -> Measured:
    """The sizes of a document. Raises VALIDATION_FAILED where fragments spread themselves."""
    walked = [(each, walk(each)) for each in document.definitions]
    fragments = {each.name.value: found for each, found in walked if isinstance(each, FragmentDefinitionNode)}
    sizes = written_out(fragments)
    unspread = fragments.keys() - {name for _, found in walked for name, _ in found.spreads}
    total = Size()
    for definition, found in walked:
        if not isinstance(definition, FragmentDefinitionNode) or definition.name.value in unspread:
            total.add(with_spreads(found, sizes), 0)
    return Measured(
        definitions=len(walked),
        depth=total.depth,
        selections=total.selections,
        aliases=total.aliases,
        directives=max((found.directives for _, found in walked), default=0),
        items=max((found.items for _, found in walked), default=0),
        unspread=frozenset(unspread),
    )


def written_out(fragments: Mapping[str, Walked]) -> dict[str, Size]:
    """The size of each fragment, those it spreads before it."""
    sizes: dict[str, Size] = {}
    waiting: dict[str, Iterator[Spread]] = {}
    for root in fragments:
        path = [] if root in sizes else [root]
        while path:
            name = path[-1]
            spreads = waiting.setdefault(name, iter(fragments[name].spreads))
            deeper = next((each for each, _ in spreads if each in fragments and each not in sizes), None)
            if deeper is None:
                sizes[path.pop()] = with_spreads(fragments[name], sizes)
            elif deeper in waiting:
                raise circular(deeper)
            else:
                path.append(deeper)
    return sizes


def circular(name: str) -> PanhuoError:
    shown = name[:100]
    words = (f"Fragment `{shown}` spreads itself.", f"片段 `{shown}` 循环引用自身。")
    return PanhuoError(ErrorCode.VALIDATION_FAILED, words)


def with_spreads(walked: Walked, sizes: Mapping[str, Size]) -> Size:
    """A definition's size with the fragments it spreads; those that are not there count nothing."""
    size = Size(walked.size.depth, walked.size.selections, walked.size.aliases)
    for name, depth in walked.spreads:
        size.add(sizes.get(name, Size()), depth)
    return size


@dataclass
class Merged:
    """How response keys meet: what fields become when those of one key are merged."""

    roots: int = 0
    """Different keys at the top, the most of any operation."""
    repeats: int = 0
    """Fields that share one key at one place, the most of any."""


def merged(document: DocumentNode, unspread: frozenset[str]) -> Merged:
    """How response keys meet. Writes all fragments out: check `selections` first."""
    fragments = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    found = Merged()
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            top = by_key([definition.selection_set], fragments)
            found.roots = max(found.roots, len(top))
        elif isinstance(definition, FragmentDefinitionNode) and definition.name.value in unspread:
            top = by_key([definition.selection_set], fragments)
        else:
            continue
        found.repeats = max(found.repeats, most_repeated(top, fragments))
    return found


def most_repeated(top: Mapping[str, list[FieldNode]], fragments: Mapping[str, FragmentDefinitionNode]) -> int:
    """The most fields that share a key at one place."""
    most, stack = 0, [top]
    while stack:
        for fields in stack.pop().values():
            most = max(most, len(fields))
            inside = [each.selection_set for each in fields if each.selection_set is not None]
            if inside:
                stack.append(by_key(inside, fragments))
    return most


def by_key(
    selection_sets: Sequence[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode]
) -> dict[str, list[FieldNode]]:
    """The fields of some selections by their response key; a fragment spread twice is there once."""
    found: dict[str, list[FieldNode]] = {}
    seen: set[str] = set()
    stack: list[Any] = list(selection_sets)
    while stack:
        for selection in stack.pop().selections:
            if isinstance(selection, FieldNode):
                found.setdefault((selection.alias or selection.name).value, []).append(selection)
            elif not isinstance(selection, FragmentSpreadNode):
                stack.append(selection.selection_set)
            elif selection.name.value not in seen and selection.name.value in fragments:
                seen.add(selection.name.value)
                stack.append(fragments[selection.name.value].selection_set)
    return found
