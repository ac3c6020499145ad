"""A bounded cache that forgets what was used longest ago."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

V = TypeVar("V")

HEAVIEST = 4_000_000
"""What all entries of a cache may weigh together; a document weighs its characters."""


class Recent(Generic[V]):
    """At most `size` entries, none of them lost but the longest unused."""

    def __init__(self, size: int, heaviest: int = HEAVIEST) -> None:
        self.size = size
        self.heaviest = heaviest
        self.weight = 0
        self.entries: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()

    def get(self, key: Hashable) -> V | None:
        found = self.entries.get(key)
        if found is None:
            return None
        self.entries.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: V, weight: int) -> None:
        """Keep a value; what is too heavy for a tenth of the cache is not kept at all."""
        if weight > self.heaviest // 10 or key in self.entries:
            return
        self.entries[key] = (value, weight)
        self.weight += weight
        while len(self.entries) > self.size or self.weight > self.heaviest:
            _, (_, gone) = self.entries.popitem(last=False)
            self.weight -= gone

    def replace(self, key: Hashable, value: V, weight: int) -> None:
        """Keep a value in place of what is kept under its key."""
        if key in self.entries:
            self.weight -= self.entries.pop(key)[1]
        self.put(key, value, weight)

    def clear(self) -> None:
        """Forget everything, its weight too."""
        self.entries.clear()
        self.weight = 0
