"""Print docs/errors.md from the catalogue: `.venv/bin/python scripts/error_docs.py > docs/errors.md`."""

from panhuo.errors import MESSAGES

HEAD = """\
# Errors

Generated from `panhuo/errors/` by `scripts/error_docs.py`.

Every error that leaves Panhuo has a code: in `extensions.code` of a GraphQL error, or in
`userErrors { code field message }` of a mutation's payload (`NOT_FOUND`, `CONFLICT`, and what a user can
mend). Row reports of files use the same codes. Messages come in Chinese where `Accept-Language` prefers
it, else in English; clients decide by the code, never by the text.

| code | English | 中文 |
| --- | --- | --- |"""


def page() -> str:
    """The whole page, codes in alphabetical order."""
    rows = (f"| `{code}` | {english} | {chinese} |" for code, (english, chinese) in sorted(MESSAGES.items()))
    return "\n".join([HEAD, *rows]) + "\n"


if __name__ == "__main__":
    print(page(), end="")
