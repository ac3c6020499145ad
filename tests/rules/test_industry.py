import pytest

from panhuo.rules.industry import normalise_industry, normalise_strategic_industry


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C3521", "C3521"),
        ("c3521", "C3521"),
        ("Ｃ３５２１", "C3521"),
        ("C 35", "C35"),
        ("C", "C"),
        ("C3521 炼油、化工生产专用设备制造", "C3521"),
        ("T9700", "T9700"),
        ("D3521", None),
        ("C4421", None),
        ("U0100", None),
        ("3521", None),
        ("C35211", None),
        ("专用设备制造", None),
        ("", None),
    ],
)
def test_industry_codes(text: str, code: str | None) -> None:
    assert normalise_industry(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3.6 前沿新材料", "3.6"),
        ("3.6前沿新材料", "3.6"),
        ("3.6", "3.6"),
        ("1.5.2", "1.5.2"),
        ("3 新材料产业", "3"),
        ("９．１　新技术与创新创业服务", "9.1"),
        ("前沿新材料", "前沿新材料"),
        ("3D打印用材料制造", "3D打印用材料制造"),
        ("5G 设备", "5G 设备"),
        ("新能源汽车装置、配件制造", "新能源汽车装置、配件制造"),
    ],
)
def test_strategic_industries_by_code_or_title(text: str, code: str) -> None:
    assert normalise_strategic_industry(text) == code
