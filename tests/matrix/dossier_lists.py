"""Which dossiers each list holds for a viewer, by hand."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.matrix.cells import Asking
from tests.matrix.dossiers import DOSSIERS, dossier_words, portfolios_of
from tests.matrix.expectation import has


@dataclass(frozen=True)
class Root:
    """A root field: how it is asked for, the ability without which it is refused, and what it holds."""

    text: str
    ability: str
    seen: Callable[[Asking], set[str]]

    @property
    def name(self) -> str:
        return self.text.partition("(")[0]


def of_type(kind: str) -> Callable[[Asking], set[str]]:
    return lambda asking: asking.seen(kind)


def mine(asking: Asking) -> set[str]:
    return {name for name, it in DOSSIERS.items() if it.filer == asking.viewer}


def waiting(asking: Asking) -> set[str]:
    return {name for name in asking.seen("Dossier") if "at my step" in dossier_words(asking.viewer, name)}


def reviewed(state: str) -> Callable[[Asking], set[str]]:
    """What others filed and was returned or delisted; a revision shows in the queue alone."""

    def seen(asking: Asking) -> set[str]:
        return {name for name in standing(asking, state) if DOSSIERS[name].filer != asking.viewer}

    return seen


def resources(asking: Asking) -> set[str]:
    return standing(asking, "REGISTERED")


def showcase(asking: Asking) -> set[str]:
    """Of every institution: more than one reads otherwise."""
    words = {name: dossier_words(asking.viewer, name) for name in DOSSIERS}
    return {name for name in words if has("SHOWCASE_READ", asking.role, words[name])}


def standing(asking: Asking, state: str) -> set[str]:
    return {
        name for name in asking.seen("Dossier") if DOSSIERS[name].state == state and not DOSSIERS[name].base
    }


def without_revisions(asking: Asking) -> set[str]:
    return {name for name in asking.seen("Dossier") if not DOSSIERS[name].base}


POPULAR = "a2 with all"
"""A paper in portfolios of everybody, which quick search finds alone."""


def with_popular(asking: Asking) -> set[str]:
    return portfolios_of(POPULAR) & asking.seen("Dossier") if POPULAR in asking.seen("Patent") else set()


ROOTS = (
    Root("dossiers(%s)", "DOSSIER_READ", without_revisions),
    Root("myDossiers(%s)", "DOSSIER_DRAFT_READ", mine),
    Root("reviewQueue(%s)", "DOSSIER_REVIEW", waiting),
    Root("reviewed(%s)", "DOSSIER_REVIEW", reviewed("REJECTED")),
    Root("resources(%s)", "DOSSIER_READ", resources),
    Root("showcase(%s)", "SHOWCASE_READ", showcase),
)
