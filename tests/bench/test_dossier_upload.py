"""The benchmark of dossier workbooks works: what is whole is registered once, the rest is told of."""

import subprocess
import sys

from tests.serving.process import ROOT


def test_a_small_workbook_goes_through() -> None:
    command = [sys.executable, "-m", "bench", "dossier-upload", "--sqlite", "--rows", "40", "--errors", "4"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert ended.returncode == 0, ended.stderr
    previewing, filing, again, memory = ended.stdout.splitlines()
    assert "4 invalid" in previewing and "36 registered" in filing and "40 unchanged" in again
    assert memory.startswith("peak memory")
