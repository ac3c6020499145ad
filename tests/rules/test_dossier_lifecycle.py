"""The table of a dossier's transitions, against the life of a dossier written out again."""

import pytest

from panhuo.rules.dossier_lifecycle import (
    TRANSITIONS,
    DossierAct,
    Guard,
    Illegal,
    acts_from,
    legal,
    moved,
)
from panhuo.rules.vocabulary import DossierState as D

A = DossierAct
EDITS = (D.DRAFT, D.REJECTED, D.DELISTED)
LIFE = {
    A.FILE: {(None, D.DRAFT)},
    A.SAVE: {(each, each) for each in EDITS},
    A.DISCARD: {(D.DRAFT, None)},
    A.SUBMIT: {(each, to) for each in EDITS for to in (D.PENDING, D.INVENTORIED, D.REGISTERED)},
    A.APPROVE: {(D.PENDING, to) for to in (D.PENDING, D.INVENTORIED, D.REGISTERED)},
    A.RETURN: {(D.PENDING, D.REJECTED)},
    A.WITHDRAW: {(D.PENDING, each) for each in EDITS},
    A.REVISE: {(D.INVENTORIED, D.INVENTORIED)},
    A.REPLACE: {(D.INVENTORIED, D.INVENTORIED), (D.INVENTORIED, D.REGISTERED)},
    A.DELIST: {(D.REGISTERED, D.DELISTED)},
    A.CHANGE_CONTACT: {(D.REGISTERED, D.REGISTERED)},
    A.HAND_OVER: {(each, each) for each in D if each is not D.PENDING},
    A.FLAG: {(each, each) for each in D},
    A.REGISTER_DIRECTLY: {(each, to) for each in EDITS for to in (D.INVENTORIED, D.REGISTERED)},
}
OF_A_REVISION = {
    A.REVISE: {(None, D.DRAFT)},
    A.SAVE: {(D.DRAFT, D.DRAFT), (D.REJECTED, D.REJECTED)},
    A.DISCARD: {(D.DRAFT, None), (D.REJECTED, None)},
    A.FLAG: {(each, each) for each in (D.DRAFT, D.REJECTED, D.PENDING)},
    A.SUBMIT: {(each, to) for each in (D.DRAFT, D.REJECTED) for to in (D.PENDING, None)},
    A.APPROVE: {(D.PENDING, D.PENDING), (D.PENDING, None)},
    A.REGISTER_DIRECTLY: {(D.DRAFT, None)},
    A.RETURN: {(D.PENDING, D.REJECTED)},
    A.WITHDRAW: {(D.PENDING, D.DRAFT), (D.PENDING, D.REJECTED)},
}


@pytest.mark.req("S188")
@pytest.mark.parametrize(("revision", "life"), [(False, LIFE), (True, OF_A_REVISION)])
def test_the_table_is_the_life_of_a_dossier(revision: bool, life: dict[A, set[tuple[D, D]]]) -> None:
    found: dict[A, set[tuple[object, object]]] = {}
    for each in TRANSITIONS:
        if each.revision is revision:
            found.setdefault(each.act, set()).add((each.source, each.target))

    assert found == life


def test_no_line_stands_twice() -> None:
    keys = [(each.act, each.source, each.target, each.revision) for each in TRANSITIONS]
    assert len(set(keys)) == len(keys)


def test_every_guard_is_asked_somewhere() -> None:
    assert {guard for each in TRANSITIONS for guard in each.guards} == set(Guard)


@pytest.mark.req("S117")
def test_only_the_last_level_changes_the_state() -> None:
    for each in legal(A.APPROVE, D.PENDING):
        assert (Guard.LAST_STEP in each.guards) is (each.target is not D.PENDING)


def test_moving_knows_the_table_alone() -> None:
    assert moved(A.SUBMIT, D.DRAFT, D.PENDING) is D.PENDING
    assert moved(A.SUBMIT, D.DRAFT, None, revision=True) is None
    with pytest.raises(Illegal, match="SUBMIT: PENDING → PENDING"):
        moved(A.SUBMIT, D.PENDING, D.PENDING)
    with pytest.raises(Illegal, match="of a revision"):
        moved(A.DELIST, D.REGISTERED, D.DELISTED, revision=True)


def test_what_can_be_done_from_a_state() -> None:
    assert acts_from(None) == {A.FILE}
    assert acts_from(D.PENDING) == {A.APPROVE, A.RETURN, A.WITHDRAW, A.FLAG}
    assert acts_from(D.DRAFT, revision=True) == {*(A.SAVE, A.DISCARD, A.SUBMIT, A.REGISTER_DIRECTLY, A.FLAG)}
