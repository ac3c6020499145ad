import pytest

from panhuo.language import halves, prefers_chinese


@pytest.mark.parametrize(
    "header",
    [
        "zh",
        "zh-CN",
        "ZH-hans-cn",
        "zh-CN,zh;q=0.9,en;q=0.8",
        "fr, zh;q=0.5",
        "en;q=0.5, zh;q=0.8",
        " zh ; q=1.0 , en",
        "en;q=x, zh",
        "zh-TW;q=0.1, en;q=0",
    ],
)
def test_chinese_before_english(header: str):
    assert prefers_chinese(header)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "*",
        "en",
        "fr",
        "en, zh",
        "en-GB;q=0.9, zh;q=0.9",
        "zh;q=0",
        "zh;q=nan",
        "zh;q=2",
        "zh;q=-1, en;q=0.1",
        "zh;level=1",
        "zhuang",
        ",,;;==",
        "en," + "zh," * 10_000,
        "\x00\udcff",
    ],
)
def test_english_otherwise(header: str | None):
    assert not prefers_chinese(header)


def test_a_description_is_divided_by_its_languages() -> None:
    assert halves("Inventors' accounts of the subtree (本级及下级的发明人).") == (
        "Inventors' accounts of the subtree",
        "本级及下级的发明人",
    )


@pytest.mark.parametrize("text", ["", "English.", "English (中文)", "(中文)."])
def test_other_descriptions_are_not(text: str) -> None:
    with pytest.raises(ValueError, match="not of the form"):
        halves(text)
