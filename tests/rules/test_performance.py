"""The life of a performance report, and what its form offers."""

import pytest

from panhuo.rules.dossier_options import ImplementationDetail, WillingnessDetail
from panhuo.rules.performance_lifecycle import (
    PERFORMANCE_REFUSALS,
    PerformanceAct,
    PerformanceRefusal,
    PerformanceState,
    legal,
    sources,
)
from panhuo.rules.performance_options import PERFORMANCE_LABELS, SIGNED_AS, ConversionMode, label

TABLE = {
    ("SUBMIT", None): "SUBMITTED",
    ("RESUBMIT", "RETURNED"): "SUBMITTED",
    ("CONFIRM", "SUBMITTED"): "CONFIRMED",
    ("RETURN", "SUBMITTED"): "RETURNED",
}


@pytest.mark.req("S157", "S160")
@pytest.mark.parametrize("act", PerformanceAct)
def test_an_act_leads_where_the_table_says(act: PerformanceAct) -> None:
    for source in PerformanceState:
        found = legal(act, source)
        assert (found.target if found else None) == TABLE.get((act, source))
    assert set(sources(act)) == {source for each, source in TABLE if each == act and source}


def test_every_refusal_has_its_words() -> None:
    assert list(PERFORMANCE_REFUSALS) == list(PerformanceRefusal)


@pytest.mark.req("S155", "S158")
def test_an_option_has_one_code_and_a_label_of_this_form() -> None:
    assert label(ImplementationDetail.PATENT_POOL) == "已参与专利运营池"
    assert label(ImplementationDetail.ASSIGNMENT_SIGNED) == "已转让"
    offered = [option for labels in PERFORMANCE_LABELS.values() for option in labels]
    assert len(offered) == len(set(offered))


def test_what_a_demand_asked_for_is_reported_as_an_option_of_its_mode() -> None:
    assert set(WillingnessDetail) - set(SIGNED_AS) == {WillingnessDetail.CUSTOM}
    assert all(option in PERFORMANCE_LABELS[ConversionMode(mode)] for mode, option in SIGNED_AS.values())
