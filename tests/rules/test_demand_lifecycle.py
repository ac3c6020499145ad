"""The life of a demand, against the table written out again."""

import pytest

from panhuo.rules.demand_lifecycle import DemandAct, DemandGuard, guarded, legal, sources
from panhuo.rules.demand_refusals import DEMAND_REFUSALS, DemandRefusal
from panhuo.rules.vocabulary import DemandState

TABLE = {
    ("SEND", None): "NEW",
    ("CONTACT", "NEW"): "CONTACTED",
    ("TALK", "NEW"): "IN_TALKS",
    ("TALK", "CONTACTED"): "IN_TALKS",
    ("SIGN", "CONTACTED"): "SIGNED",
    ("SIGN", "IN_TALKS"): "SIGNED",
    ("CLOSE", "NEW"): "CLOSED",
    ("CLOSE", "CONTACTED"): "CLOSED",
    ("CLOSE", "IN_TALKS"): "CLOSED",
    ("REOPEN", "CLOSED"): "CONTACTED",
    ("NOTE", "NEW"): "NEW",
    ("NOTE", "CONTACTED"): "CONTACTED",
    ("NOTE", "IN_TALKS"): "IN_TALKS",
    ("NOTE", "SIGNED"): "SIGNED",
    ("NOTE", "CLOSED"): "CLOSED",
    ("WITHDRAW", "NEW"): "CLOSED",
    ("WITHDRAW", "CONTACTED"): "CLOSED",
    ("WITHDRAW", "IN_TALKS"): "CLOSED",
}


@pytest.mark.req("S162")
@pytest.mark.parametrize("act", DemandAct)
@pytest.mark.parametrize("source", [None, *DemandState])
def test_an_act_leads_where_the_table_says(act: DemandAct, source: DemandState | None) -> None:
    found = legal(act, source)
    assert (found.target if found else None) == TABLE.get((act, source))


@pytest.mark.parametrize("act", DemandAct)
def test_an_act_is_open_in_its_sources(act: DemandAct) -> None:
    assert set(sources(act)) == {source for each, source in TABLE if each == act and source}


def test_an_enterprise_withdraws_and_an_institution_handles() -> None:
    assert [act for act in DemandAct if guarded(act, DemandGuard.SENDER)] == [DemandAct.WITHDRAW]
    others = set(DemandAct) - {DemandAct.WITHDRAW, DemandAct.SEND}
    assert {act for act in DemandAct if guarded(act, DemandGuard.RECEIVER)} == others


def test_every_refusal_has_its_words() -> None:
    assert list(DEMAND_REFUSALS) == list(DemandRefusal)
