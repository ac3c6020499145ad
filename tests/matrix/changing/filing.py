"""Dossiers opened, filed, saved, copied, filled in, discarded."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from tests.matrix import links
from tests.matrix.cells import Asking
from tests.matrix.changing.dossiers import CONFLICT, UNAVAILABLE, complete, done_to, reached, unopened
from tests.matrix.changing.trying import DONE, Mutation, Try, against
from tests.matrix.dossier_acts import filing_together, fit
from tests.matrix.dossiers import DOSSIERS, revision_of
from tests.matrix.facts import PAPERS
from tests.matrix.stated.filing import CHANGES, WRITTEN

FILE, EDIT, DISCARD = "DOSSIER_FILE", "DOSSIER_EDIT", "DOSSIER_DISCARD"
STATUS = {
    "first": "LICENSED",
    "second": "SOLE_LICENCE_SIGNED",
    "amount": "12.5",
    **dict.fromkeys(("custom", "result", "conclusion", "product", "remark")),
}
CONTENT: dict[str, Any] = {
    "fiscalFunding": False,
    "statuses": [STATUS],
    "willingness": [{"first": "TO_LICENSE", "second": "OPEN_LICENCE", "custom": None}],
    "feeStandard": "3.5",
    "cities": ["杭州"],
    "companies": ["某公司"],
    "price": "NEGOTIABLE",
    "contact": "新人",
    "phone": "0571-88000001",
    "maturity": "PILOT",
    "rating": 3,
    "advantages": "新的优势",
    "prospects": "新的前景",
    "industry": None,
    "strategicIndustry": None,
}
"""Every field that may be filled in of any dossier."""
FIRST_SAVED = "dossier ~1, dossier_version +1, dossier_choice +2, dossier_patent +2"
"""What a save leaves where readers keep what was submitted."""


def content_of(asking: Asking, papers: list[str]) -> dict[str, Any]:
    named = dict.fromkeys(("name", "description"), "新的组合" if len(papers) > 1 else None)
    return CONTENT | named | {"members": [asking.world.ids["Patent"][each] for each in papers]}


def anchor(asking: Asking) -> str:
    """A paper with which the viewer may make a portfolio, if there is one."""
    fit = (
        each for each in PAPERS if asking.sees("Patent", each) and not filing_together(asking.viewer, each)
    )
    return next(fit, "a1") if not against(asking, FILE) else "a1"


def chosen(asking: Asking) -> Iterator[list[str]]:
    """Every paper by itself, and together with another."""
    other = anchor(asking)
    yield from ([each] for each in PAPERS)
    yield from ([each, other] for each in PAPERS if each != other)


def fileable(asking: Asking, papers: list[str]) -> str:
    """Whether the viewer files some papers, or with which code not (S58, S70–S73, S76, S85)."""
    refused = against(asking, FILE)
    if refused or not all(asking.sees("Patent", each) for each in papers):
        return refused or "NOT_FOUND"
    reason_of = links.filing if len(papers) == 1 else filing_together
    reasons = [reason for each in papers if (reason := reason_of(asking.viewer, each))]
    return DONE if not reasons else CONFLICT if reasons == ["ALREADY_FILED"] else "DOSSIER_NOT_FILEABLE"


def opened(asking: Asking) -> Iterator[Try]:
    """What stands against filing is told beside what is opened; nothing is written."""
    for papers in chosen(asking):
        code = fileable(asking, papers)
        code = DONE if code in (CONFLICT, "DOSSIER_NOT_FILEABLE") else code
        given = {"patents": [asking.world.ids["Patent"][each] for each in papers]}
        yield Try(" and ".join(papers), given, code, "")


def filed(asking: Asking) -> Iterator[Try]:
    numbers = count()
    for papers in chosen(asking):
        ids = [asking.world.ids["Patent"][each] for each in papers]
        key = {"idempotencyKey": f"key {next(numbers)}"}
        given = {"patents": ids, "content": content_of(asking, papers), **key}
        rows = f"{WRITTEN}, dossier_patent +{len(papers)}, idempotency_key +1, data_version *"
        rows += ", patent ~1, holding ~1" if len(papers) == 1 else ""
        code = fileable(asking, papers)
        yield Try(" and ".join(papers), given, code, rows if code == DONE else None)


def saved_rows(asking: Asking, name: str) -> str | None:
    """A draft is written over; beside what was submitted there comes a new one.

    One that should have been flagged for a member is, of which whoever reads its patents hears.
    """
    it = DOSSIERS[name]
    if not it.has_draft:
        return FIRST_SAVED
    told = not fit(it) and not it.flagged and not it.was
    return f"{CHANGES['saveDossier']}, data_version *" if told else None


def with_content(asking: Asking, at: dict[str, Any]) -> dict[str, Any]:
    papers = DOSSIERS[asking.world.names[at["id"]]].members
    return at | {"content": content_of(asking, papers)}


def filled(asking: Asking, at: dict[str, Any]) -> dict[str, Any]:
    return {"items": [at], "content": CONTENT}


def copied(asking: Asking) -> Iterator[Try]:
    """From every dossier into one of the viewer's, and from one that the viewer reads into every other."""
    names = [*DOSSIERS]
    own = next((each for each in names if copying(asking, each) == DONE), "draft by INV A1")
    read = next((each for each in names if each != own and asking.sees("Dossier", each)), "of b1 open")
    pairs = [(own, each) for each in names if each != own]
    pairs += [(each, read) for each in names if each not in (own, read)]
    for name, source in pairs:
        ids = asking.world.ids["Dossier"]
        unseen = None if asking.sees("Dossier", source) else "NOT_FOUND"
        code = against(asking, EDIT) or unseen or copying(asking, name)
        given = {"id": ids[name], "version": 1, "source": ids[source]}
        if code == DONE:
            rows = saved_rows(asking, name)
            yield Try(f"{source} → {name}", given, code, rows, complete(asking, source))
        else:
            yield Try(f"{source} → {name}", given, code)


def copying(asking: Asking, name: str) -> str:
    return reached(asking, EDIT, name) or unopened(name, "edit") or DONE


def discarding(asking: Asking, name: str) -> str:
    """Never what was submitted before, but for a revision."""
    it = DOSSIERS[name]
    return UNAVAILABLE if it.was and not it.base else DONE


def revised(asking: Asking) -> Iterator[Try]:
    """A revision is not revised."""
    for name, id in asking.world.ids["Dossier"].items():
        it, open_already = DOSSIERS[name], revision_of(name) is not None
        code = reached(asking, EDIT, name)
        code = code or (UNAVAILABLE if it.base else None) or unopened(name, "revise")
        yield Try(name, {"id": id}, code or ("DOSSIER_REVISION_OPEN" if open_already else DONE))


MUTATIONS = (
    Mutation("openDossier", opened),
    Mutation("fileDossier", filed),
    Mutation("saveDossier", done_to("edit", EDIT, with_content, rows=saved_rows)),
    Mutation("copyDossierContent", copied),
    Mutation("fillDossiers", done_to("edit", EDIT, filled, rows=saved_rows)),
    Mutation("discardDossier", done_to("discard", DISCARD, then=discarding)),
    Mutation("reviseDossier", revised),
)
