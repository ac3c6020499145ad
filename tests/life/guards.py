"""Whether an act may be done, by the words of the documents: who, in which state, under which conditions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from panhuo.rules.vocabulary import Role
from tests.life.campus import Campus, Invention, Person
from tests.life.papers import Paper, Papers, Said
from tests.life.table import DRAFT, EDITED, INVENTORIED, PENDING, REGISTERED, REJECTED

IA, BA = Role.INSTITUTION_ADMIN, Role.BRANCH_ADMIN


@dataclass
class Act:
    """What somebody tries."""

    name: str
    by: Person
    paper: Paper | None = None
    said: Said | None = None
    outcome: str | None = None
    reason: str = ""
    receiver: Person | None = None
    stale: bool = False
    """The version that was looked at is not the last."""

    def __str__(self) -> str:
        about = f"{self.paper.number} ({self.paper.state})" if self.paper else ""
        receiver = self.receiver.name if self.receiver else ""
        given = [self.said, self.outcome, self.reason, receiver, "stale" if self.stale else ""]
        return f"{self.by.name}: {self.name} {about} {' '.join(str(each) for each in given if each)}"


def reaches(person: Person, about: Invention, *, single: bool, direct: bool = False) -> bool:
    """Whether somebody may file a patent, singly or among others, or register it directly."""
    here = person.unit != "elsewhere"
    within = {
        Role.INSTITUTION_ADMIN: here and (about.branch is None or not (single or direct)),
        Role.COLLEGE_ADMIN: about.unit == person.unit,
        Role.BRANCH_ADMIN: about.branch == person.unit,
        Role.BRANCH_COLLEGE_ADMIN: about.unit == person.unit,
        Role.INVENTOR: person.name in about.inventors,
    }[person.role]
    return within and (not direct or person.role in (IA, BA))


def all_reached(here: Campus, person: Person, members: Iterable[str], *, single: bool) -> bool:
    return all(reaches(person, here.inventions[each], single=single) for each in members)


def eligible(here: Campus, members: Iterable[str]) -> bool:
    """In force, and the university's own."""
    found = [here.inventions[each] for each in members]
    return all(not each.lapsed and each.owner in ("root", "east") for each in found)


def may_file(here: Campus, papers: Papers, act: Act) -> bool:
    assert act.said
    members = act.said.members
    single = len(members) == 1
    free = not single or papers.own_of(members[0]) is None
    return free and eligible(here, members) and all_reached(here, act.by, members, single=single)


def may_save(here: Campus, papers: Papers, act: Act) -> bool:
    paper, said = act.paper, act.said
    assert paper and said
    if not edits(act) or paper.state not in ((DRAFT, REJECTED) if paper.base else EDITED):
        return False
    added = [each for each in said.members if each not in paper.says.members]
    fixed = paper.single and (paper.submitted or paper.base is not None or len(said.members) == 1)
    if fixed:
        return said.members == paper.says.members
    return eligible(here, added) and all_reached(here, act.by, added, single=False)


def edits(act: Act) -> bool:
    """Whether the filer acts, upon what is there now."""
    return act.paper is not None and act.by is act.paper.filer and not act.stale


def may_discard(here: Campus, papers: Papers, act: Act) -> bool:
    paper = act.paper
    assert paper
    free = paper.state in (DRAFT, REJECTED) if paper.base else paper.state == DRAFT and not paper.submitted
    return edits(act) and free


def may_submit(here: Campus, papers: Papers, act: Act) -> bool:
    paper = act.paper
    assert paper
    states = (DRAFT, REJECTED) if paper.base else EDITED
    complete = paper.says.quality != "partial" and (paper.single or len(paper.says.members) > 1)
    return edits(act) and paper.state in states and complete and eligible(here, paper.says.members)


def may_withdraw(here: Campus, papers: Papers, act: Act) -> bool:
    return bool(edits(act) and act.paper and act.paper.state == PENDING and not act.paper.approved)


def reviews(here: Campus, act: Act) -> bool:
    """Whether it waits for somebody who is not its filer: at their unit, or left to the institution."""
    paper = act.paper
    if paper is None or paper.state != PENDING or act.stale or act.by is paper.filer:
        return False
    at, by = paper.route[0], act.by
    if by.role is Role.INVENTOR:
        return False
    return by.unit == at or (by.role is IA and by.unit == "root" and not here.staffed(at))


def may_approve(here: Campus, papers: Papers, act: Act) -> bool:
    if not reviews(here, act) or not act.paper:
        return False
    expected = act.paper.shows.outcome if len(act.paper.route) == 1 else None
    return act.outcome == expected and eligible(here, act.paper.shows.members)


def may_return(here: Campus, papers: Papers, act: Act) -> bool:
    return reviews(here, act) and bool(act.reason)


def may_revise(here: Campus, papers: Papers, act: Act) -> bool:
    paper = act.paper
    assert paper
    own = act.by is paper.filer and paper.state == INVENTORIED and paper.base is None
    return own and papers.revision_of(paper) is None


def oversees(act: Act) -> bool:
    """The institution's admin, or the branch's of its own."""
    paper, by = act.paper, act.by
    assert paper
    return (by.role is IA and by.unit == "root") or (by.role is BA and paper.branch == by.unit)


def may_delist(here: Campus, papers: Papers, act: Act) -> bool:
    assert act.paper
    return oversees(act) and act.paper.state == REGISTERED and bool(act.reason) and not act.stale


def may_change_contact(here: Campus, papers: Papers, act: Act) -> bool:
    paper, by = act.paper, act.by
    assert paper
    mine = by is paper.filer or (by.role is IA and by.unit == "root")
    return mine and paper.state == REGISTERED and not act.stale


def may_hand_over(here: Campus, papers: Papers, act: Act) -> bool:
    paper, receiver = act.paper, act.receiver
    assert paper and receiver
    revision = papers.revision_of(paper)
    busy = paper.base is not None or PENDING in (paper.state, revision and revision.state)
    if busy or not oversees(act) or not act.reason or act.stale:
        return False
    seen = act.by.role is IA or receiver.unit in ("east", "ships")
    fit = seen and receiver.active and receiver.unit != "elsewhere" and receiver is not paper.filer
    return fit and all_reached(here, receiver, paper.shows.members, single=paper.single)


def may_register(here: Campus, papers: Papers, act: Act) -> bool:
    assert act.said
    members = act.said.members
    single = len(members) == 1
    if act.said.quality == "partial" or not eligible(here, members):
        return False
    if not all(reaches(act.by, here.inventions[each], single=single, direct=True) for each in members):
        return False
    own = papers.own_of(members[0]) if single else None
    if own is None:
        return all_reached(here, act.by, members, single=single)
    open_ = papers.revision_of(own) is None if own.state == INVENTORIED else own.state in EDITED
    return own.filer is act.by and open_


Guard = Callable[[Campus, Papers, Act], bool]
GUARDS: dict[str, Guard] = {
    "FILE": may_file,
    "SAVE": may_save,
    "DISCARD": may_discard,
    "SUBMIT": may_submit,
    "WITHDRAW": may_withdraw,
    "APPROVE": may_approve,
    "RETURN": may_return,
    "REVISE": may_revise,
    "DELIST": may_delist,
    "CHANGE_CONTACT": may_change_contact,
    "HAND_OVER": may_hand_over,
    "REGISTER_DIRECTLY": may_register,
}
