"""The coarse labelling of IPC codes."""

import pytest

from panhuo.rules.vocabulary import CodeKind
from seed.codes import code_table
from seed.labels import industries_of, rules, strategic_industries_of
from seed.topics import topics


@pytest.mark.parametrize(
    ("ipc", "labels"),
    [
        ("H01M 8/18", [("5.2", "H01M 8")]),
        ("H01M 4/36", [("5.2", "H01M 4")]),
        ("A61B 5/00", [("1.5", "A61B 5")]),
        ("A61B 8/08", [("4.2", "A61B")]),
        ("A61B", [("4.2", "A61B")]),
        ("G16H 50/20", [("1.5", "G16H")]),
        ("G16C 20/00", [("1.3", "G16")]),
        ("B22F 9/24", [("3.2", "B22F 9"), ("3.6", "B22F 9")]),
    ],
)
def test_the_longest_prefix_wins(ipc: str, labels: list[tuple[str, str]]) -> None:
    assert strategic_industries_of(ipc) == labels


@pytest.mark.parametrize(
    ("ipc", "rule"),
    [
        ("C01B 32/158", "C01B 32/158"),
        ("C01B 32/154", "C01B 32/15"),
        ("C01B 32/16", "C01B 32"),
        ("C01B 3/02", "C01B 3"),
        ("C01B 33/021", "C01B 33/02"),
        ("B23K 37/00", "B23K 37/00"),
        ("B23K 37/04", "B23K 37"),
        ("B23K 3/00", "B23K"),
    ],
)
def test_groups_are_decimals_and_main_groups_whole(ipc: str, rule: str) -> None:
    assert [fired for _, fired in strategic_industries_of(ipc)] == [rule]


def test_industries_fall_back_to_the_class() -> None:
    assert industries_of("H01M 8/18") == [("C38", "H01")]
    assert industries_of("C02F 3/30") == [("C35", "C02"), ("N77", "C02")]


@pytest.mark.parametrize("ipc", ["", "H", "h01m 8/18", "Z01M 8/18", "C3521", "专利", "H0", "01M"])
def test_what_is_no_ipc_code_has_no_label(ipc: str) -> None:
    assert strategic_industries_of(ipc) == []
    assert industries_of(ipc) == []


def test_rules_name_only_codes_there_are() -> None:
    known = {kind: {entry.code for entry in code_table(kind)} for kind in CodeKind}
    for column, kind in (
        ("strategic_industries", CodeKind.STRATEGIC_INDUSTRY),
        ("industries", CodeKind.INDUSTRY),
    ):
        for prefix, labels in rules()[column].items():  # type: ignore[index]
            assert prefix.partition(" ")[0] in known[CodeKind.IPC]
            assert {code for code, _ in labels} <= known[kind]
            assert {rule for _, rule in labels} == {prefix}


def test_every_class_that_is_in_use_has_an_industry() -> None:
    """Residual classes (A99 …) and those of weapons, ropes and the like may lack a strategic one."""
    classes = [entry.code for entry in code_table(CodeKind.IPC) if entry.level == 2]
    assert [code for code in classes if not industries_of(code) and not code.endswith("99")] == []


def test_the_demo_s_topics_lie_in_known_subclasses() -> None:
    subclasses = {entry.code for entry in code_table(CodeKind.IPC) if entry.level == 3}
    used = {code[:4] for field in topics().values() for topic in field for code in topic.ipc}
    assert used <= subclasses


def test_a_caller_may_change_what_it_got() -> None:
    strategic_industries_of("H01M 8/18").clear()
    assert strategic_industries_of("H01M 8/18")
