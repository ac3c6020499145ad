"""The benchmark of account files works: what it plants is what is reported, and the rest is opened."""

import subprocess
import sys

from tests.serving.process import ROOT


def test_a_small_file_goes_through() -> None:
    command = [sys.executable, "-m", "bench", "accounts", "--sqlite", "--rows", "200", "--errors", "16"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert ended.returncode == 0, ended.stderr
    checking, planted, opening = ended.stdout.splitlines()
    assert "184 valid, 16 invalid" in checking and "184 created" in opening
    assert planted == "16 errors, each at its row and column"
