import pytest

from panhuo.rules.ipc import ipc_levels, main_group, normalise_ipc


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H01M8/18", "H01M 8/18"),
        ("H01M 8/18", "H01M 8/18"),
        ("h01m 8/18", "H01M 8/18"),
        ("Ｈ０１Ｍ８／１８", "H01M 8/18"),
        ("H01M0008180000", "H01M 8/18"),
        ("H01M0008000000", "H01M 8/00"),
        ("C01B0032158000", "C01B 32/158"),
        ("H01M 8/18 (2006.01)", "H01M 8/18"),
        ("H01M8/18(2006.01)I", "H01M 8/18"),
        ("G06N 20/00(2019.01)", "G06N 20/00"),
        ("H01M", "H01M"),
        ("A61K 2039/00", "A61K 2039/00"),
    ],
)
def test_ipc_codes(text: str, code: str) -> None:
    assert normalise_ipc(text) == code
    assert normalise_ipc(code) == code


@pytest.mark.parametrize(
    "text", ["", "-", "I01M 8/18", "H01 8/18", "H01M 8", "H01M 8/1", "H01M 0/00", "06-01", "H01MX", "H" * 999]
)
def test_what_is_no_ipc_code(text: str) -> None:
    assert normalise_ipc(text) is None


@pytest.mark.req("S184")
def test_the_technical_field_is_the_main_group() -> None:
    assert main_group("H01M 8/18") == "H01M 8/00"
    assert main_group("H01M") is None
    assert ipc_levels("C01B 32/158") == ["C", "C01", "C01B", "C01B 32/00"]
    assert ipc_levels("H01M") == ["H", "H01", "H01M"]
