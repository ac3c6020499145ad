import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.rules.names import fold_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东湖大学（深圳）", "东湖大学(深圳)"),
        ("东湖大学 (深圳)", "东湖大学（深圳）"),
        ("ＡＢＣ公司", "abc公司"),
        ("东湖\u3000大学", "东湖大学"),
        ("东湖大学\n", "东湖大学"),
        ("约翰·史密斯", "约翰・史密斯"),
        ("JOHN SMITH", "John Smith"),
        ("东湖大学\u200b", "东湖大学"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东湖大学", "东湖大学(深圳)"),
        ("东湖大学(北京)", "东湖大学(徐州)"),
        ("东湖大学", "东湖大学医学院"),
        ("东湖大学", "东湖科技大学"),
        ("张三", "张叁"),
        ("约翰·史密斯", "约翰史密斯"),
    ],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)
