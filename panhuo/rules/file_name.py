"""Names of files that people send us: shown to others, so nothing in them may mislead."""

import re
import unicodedata

MOST_CHARACTERS = 255
LONGEST_ENDING = 20
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Unicode categories: control and format characters (bidi marks among them), lone surrogates, unassigned."""
FOLDERS = re.compile(r"[/\\]")
SPACES = re.compile(r"\s+")
NAMELESS = "file"


def clean_file_name(text: str) -> str:
    """A file's name without folders, control characters and bidi marks, at most 255 characters, never empty.

    The ending survives the shortening, since it says what the file is.
    """
    last = FOLDERS.split(unicodedata.normalize("NFC", text))[-1]
    seen = "".join(letter for letter in SPACES.sub(" ", last) if unicodedata.category(letter) not in UNSEEN)
    return shortened(" ".join(seen.split())).rstrip(". ") or NAMELESS


def shortened(name: str) -> str:
    if len(name) <= MOST_CHARACTERS:
        return name
    ending = name[name.find(".", len(name) - LONGEST_ENDING) :] if "." in name[-LONGEST_ENDING:] else ""
    return name[: MOST_CHARACTERS - len(ending)] + ending
