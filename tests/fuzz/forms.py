"""Multipart forms (GraphQL multipart request), as they should be or abused."""

import json
from random import Random

BOUNDARIES = ("x", "----panhuo", "a" * 70, "a" * 71, "é", "x x", '"')
MAPS = (
    *(
        "{}",
        '{"0": ["variables.file"]}',
        '{"0": ["variables.files.0"]}',
        '{"0": ["variables.file", "variables.b"]}',
    ),
    *(
        '{"0": []}',
        '{"0": "variables.file"}',
        '{"0": [5]}',
        '{"0": ["query"]}',
        '{"0": ["variables"]}',
        "5",
        "[",
    ),
    *(
        '{"0": ["variables.__proto__.x"]}',
        '{"0": ["variables.a.b.c.d"]}',
        '{"0": ["variables.v0.-1"]}',
        "null",
    ),
    *(
        '{"0": ["0.variables.file"]}',
        '{"0": [""]}',
        '{"0": ["."]}',
        '{"nothing": ["variables.file"]}',
        "\xff",
    ),
    json.dumps({str(number): [f"variables.{number}"] for number in range(2000)}),
    json.dumps({"0": ["variables." + ".".join("a" * 5000)]}),
)
OPERATIONS = (
    *("5", "null", "[]", '"x"', "{", "", "[{}]", '{"query": 5}', '{"variables": {"file": null}}'),
    '{"query": "{ __typename }", "variables": {"file": 5, "files": [null]}}',
    '{"query": "mutation($file: Upload!) { nothing(file: $file) }", "variables": {"file": null}}',
)
FILENAMES = ("a.csv", "", "../../x", "\x00", "字.xlsx", 'a"b', "x" * 5000, "a\r\nb", "a\\b")
DISPOSITIONS = ("form-data", "attachment", "", "form-data; name", 'form-data; name="', "x" * 20_000)


def form(random: Random, operations: str) -> tuple[str, bytes]:
    """A Content-Type and a body: operations, a map, files, in their order or another, whole or cut."""
    boundary = random.choice(BOUNDARIES) if random.random() < 0.1 else "panhuo-fuzz"
    if random.random() < 0.3:
        operations = random.choice(OPERATIONS)
    parts = [
        part('form-data; name="operations"', operations.encode()),
        part('form-data; name="map"', random.choice(MAPS).encode("latin-1", "replace")),
        *(file(random, number) for number in range(random.choice((0, 1, 1, 2, 200)))),
    ]
    if random.random() < 0.2:
        random.shuffle(parts)
    if random.random() < 0.1:
        parts.append(part(random.choice(DISPOSITIONS), b"x"))
    if random.random() < 0.1:
        del parts[random.randrange(len(parts))]
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + each + b"\r\n" for each in parts)
    body += b"--" + boundary.encode() + b"--\r\n"
    if random.random() < 0.15:
        body = body[: random.randrange(len(body))]
    return f"multipart/form-data; boundary={boundary}", body


def part(disposition: str, content: bytes) -> bytes:
    return b"Content-Disposition: " + disposition.encode() + b"\r\n\r\n" + content


def file(random: Random, number: int) -> bytes:
    name = random.choice(FILENAMES) if random.random() < 0.3 else "a.csv"
    head = f'form-data; name="{number}"; filename="{name}"\r\nContent-Type: text/csv'
    content = random.choice((b"", b"a,b\n1,2\n", b"\x00" * 1000, b"PK\x03\x04", b"x" * 200_000))
    return part(head, content)
