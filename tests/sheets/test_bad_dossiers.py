"""Bad dossier workbooks: each has its code and costs little, and the process lives."""

from pathlib import Path

import pytest

from panhuo.errors import MESSAGES
from panhuo.sheets.apart import read_apart
from tests.sheets.bad_dossiers import all_bad
from tests.sheets.campaign import row, write_campaign
from tests.sheets.measuring import read_all

CPU_SECONDS, MEGABYTES = 2.0, 200.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bad")


def test_bad_dossier_workbooks_have_their_codes_and_harm_nobody(folder: Path) -> None:
    # given every bad file, and a good one behind them all
    bad = all_bad()
    files = [(str(folder / str(number)), each.file_name) for number, each in enumerate(bad)]
    for each, (path, _) in zip(bad, files, strict=True):
        Path(path).write_bytes(each.make())
    good = write_campaign(folder / "good.xlsx", row())

    # when one process reads them all
    read, memory = read_apart(read_all, [*files, (str(good), "good.xlsx")])

    # then
    *told, last = read
    expected = {each.name: (each.code.value, each.row, each.fatal) for each in bad}
    found = {each.name: told for each, (told, _) in zip(bad, told, strict=True)}
    assert {name: found[name] for name, one in expected.items() if one not in found[name]} == {}
    assert len(expected) == len(bad) >= 60 and all(each.code in MESSAGES for each in bad)
    assert {each.name: cpu for each, (_, cpu) in zip(bad, told, strict=True) if cpu > CPU_SECONDS} == {}
    assert memory < MEGABYTES and last[0] == []
