"""The files of this package."""

import csv
from importlib.resources import files


def lines_of(name: str) -> list[dict[str, str]]:
    """The lines of a .csv file of this package, by its headings."""
    text = files("seed").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
