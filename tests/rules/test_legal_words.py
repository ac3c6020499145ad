import pytest

from panhuo.rules.legal_words import (
    EVENT_WORDS,
    STATUS_WORDS,
    TYPE_WORDS,
    derived_status,
    event_kind,
    patent_type,
    simple_status,
    transfer_detail,
    transfer_parties,
)
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus, PatentType


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("授权", LegalStatus.VALID),
        ("授权 | 权利转移", LegalStatus.VALID),
        ("授权 | 一案双申 | 权利转移", LegalStatus.VALID),
        ("授权 | 保全", LegalStatus.VALID),
        ("部分无效", LegalStatus.VALID),
        ("未缴年费 | 权利转移", LegalStatus.LAPSED),
        ("避免重复授权 | 一案双申", LegalStatus.LAPSED),
        ("期限届满", LegalStatus.LAPSED),
        ("全部无效", LegalStatus.LAPSED),
        ("撤回", LegalStatus.LAPSED),
        ("实质审查", LegalStatus.PENDING),
        ("公开", LegalStatus.PENDING),
        ("未授权", LegalStatus.PENDING),
        ("未缴年费 | 恢复", None),
        ("权利转移", None),
        ("许可 | 质押", None),
    ],
)
def test_the_state_behind_compound_words(text: str, status: LegalStatus | None) -> None:
    assert derived_status(text) is status


def test_states_types_and_events_in_the_words_of_vendors() -> None:
    assert simple_status(" 有 效 ") is LegalStatus.VALID
    assert simple_status("失效专利") is LegalStatus.LAPSED
    assert simple_status("PCT指定期内") is None
    assert patent_type("授权发明") is PatentType.INVENTION
    assert patent_type("实用新型") is PatentType.UTILITY_MODEL
    assert patent_type("植物新品种") is None
    assert event_kind("转让") == (True, LegalEventKind.TRANSFER)
    assert event_kind("新增") == (True, None)
    assert event_kind("丢失") == (False, None)


@pytest.mark.parametrize(
    ("before", "after"), [(["甲大学"], ["乙公司", "丙公司"]), ([], ["乙公司"]), (["甲大学"], [])]
)
def test_the_parties_of_a_transfer_survive_its_detail(before: list[str], after: list[str]) -> None:
    assert transfer_parties(transfer_detail(before, after)) == (before, after)


def test_a_transfer_without_parties_has_no_detail() -> None:
    assert transfer_detail([], []) is None
    assert transfer_parties(None) == ([], [])


def test_what_we_write_is_read_back() -> None:
    assert [simple_status(word) for word in STATUS_WORDS.values()] == list(STATUS_WORDS)
    assert [patent_type(word) for word in TYPE_WORDS.values()] == list(TYPE_WORDS)
    assert [event_kind(word) for word in EVENT_WORDS.values()] == [(True, kind) for kind in EVENT_WORDS]
    assert (set(STATUS_WORDS), set(TYPE_WORDS)) == (set(LegalStatus), set(PatentType))
    assert set(EVENT_WORDS) == set(LegalEventKind)
