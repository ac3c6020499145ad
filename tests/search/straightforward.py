"""What quick search means, said plainly and apart from the index: the tests compare the two."""

import re
import unicodedata

CHINESE = re.compile("CJK|HIRAGANA|KATAKANA|HANGUL|BOPOMOFO|IDEOGRAPHIC ITERATION")
FULL_NUMBER = re.compile(r"(?:cn|zl)?(\d{12})\.?([\dx])?")


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def sort_of(character: str) -> str:
    """chinese, ascii, other, or a gap."""
    if character.isascii():
        return "ascii" if character.isalnum() else "gap"
    if not character.isalnum() and character != "々":
        return "gap"
    return "chinese" if CHINESE.match(unicodedata.name(character, "")) else "other"


def finds(keyword: str, fields: list[str], number: str) -> bool:
    """Whether a patent with these searchable fields and this application number answers to a keyword."""
    words = keyword.split()
    asked = [word for word in words if terms_of(word) or means(word, number)]
    if not asked:
        return False
    by_words = all(means(word, number) or all_found(word, fields) for word in asked)
    return by_words or (len(words) > 1 and means("".join(words), number))


def means(word: str, number: str) -> bool:
    """Whether a word is this application number, in any form."""
    written = FULL_NUMBER.fullmatch(folded(word))
    return bool(written) and written[1] == number[:12] and written[2] in (None, number[-1].lower())


def all_found(word: str, fields: list[str]) -> bool:
    return bool(terms_of(word)) and all(
        any(occurs(term, folded(field)) for field in fields) for term in terms_of(word)
    )


def terms_of(word: str) -> list[str]:
    return "".join(c if sort_of(c) != "gap" else " " for c in folded(word)).split()


def occurs(term: str, text: str) -> bool:
    """Whether a term stands in a text, not beginning inside a word (it may end inside one)."""
    starts = [at for at in range(len(text)) if text.startswith(term, at)]
    kind = sort_of(term[0])
    return any(kind == "chinese" or at == 0 or sort_of(text[at - 1]) != kind for at in starts)
