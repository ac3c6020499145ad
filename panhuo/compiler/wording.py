"""graphql-core's messages about documents, variables and arguments, in words fit for clients.

No suggestions, which give the schema away; no objects repeated in Python's spelling, which may hold
passwords; Chinese for what people meet most. What is not listed stays English.
"""

import re

LONGEST = 500
"""Characters of a message that are passed on: it repeats what was sent."""
JSON_WORDS = {"None": "null", "True": "true", "False": "false"}
PYTHON_WORD = re.compile(r"\b(?:None|True|False)\b")
SUGGESTION = re.compile(r"(?:,|\.|) ?\b[Dd]id you mean\b.*", re.DOTALL)
OBJECT_FOUND = re.compile(r"[,;.]? [Ff]ound: [\[{(<].*", re.DOTALL)

IN_CHINESE: tuple[tuple[str, str], ...] = (
    # documents
    (r"Cannot query field '(.+)' on type '(.+)'\.", "类型“{2}”没有字段“{1}”。"),
    (r"Unknown argument '(.+)' on field '(.+)'\.", "字段“{2}”没有参数“{1}”。"),
    (r"Unknown argument '(.+)' on directive '(.+)'\.", "指令“{2}”没有参数“{1}”。"),
    (r"Unknown type '(.+)'\.", "没有类型“{1}”。"),
    (r"Unknown fragment '(.+)'\.", "没有片段“{1}”。"),
    (r"Unknown directive '(.+)'\.", "没有指令“{1}”。"),
    (r"Directive '(.+)' may not be used on (.+)\.", "指令“{1}”不能用在 {2} 上。"),
    (
        r"The directive '(.+)' can only be used once at this location\.",
        "指令“{1}”在同一处只能使用一次。",
    ),
    (
        r"Argument '(.+)' of type '(.+)' is required, but it was not provided\.",
        "缺少必填参数“{1}”（类型“{2}”）。",
    ),
    (
        r"Field '(.+)' of type '(.+)' must have a selection of subfields\.",
        "请为字段“{1}”（类型“{2}”）选择子字段。",
    ),
    (
        r"Field '(.+)' of type '(.+)' must have at least one field selected\.",
        "请为字段“{1}”（类型“{2}”）至少选择一个子字段。",
    ),
    (
        r"Field '(.+)' must not have a selection since type '(.+)' has no subfields\.",
        "字段“{1}”（类型“{2}”）没有子字段可选。",
    ),
    (
        r"Fields '(.+)' conflict because (.+)\. Use different aliases on the fields to fetch both.*",
        "同名字段“{1}”的内容不一致，请使用不同的别名（{2}）。",
    ),
    (r"Fragment '(.+)' is never used\.", "片段“{1}”没有被使用。"),
    (r"Cannot spread fragment '(.+)' within itself(?: via .+)?\.", "片段“{1}”引用了自身。"),
    (
        r"Fragment '(.+)' cannot be spread here as objects of type '(.+)' can never be of type '(.+)'\.",
        "片段“{1}”不能用在这里：类型“{2}”不可能是“{3}”。",
    ),
    (
        r"Fragment cannot be spread here as objects of type '(.+)' can never be of type '(.+)'\.",
        "片段不能用在这里：类型“{1}”不可能是“{2}”。",
    ),
    (
        r"There can be only one (?:\w+ )?(?:argument|variable|fragment|operation|field) named '(.+)'\.",
        "名称“{1}”重复。",
    ),
    (r"This anonymous operation must be the only defined operation\.", "含多个操作时，每个操作都要命名。"),
    (r"The (\w+) operation is not supported by the schema\.", "本接口不支持 {1} 操作。"),
    (r"The (.+) definition is not executable\.", "“{1}”不是可执行的定义。"),
    (r"Too many validation errors, error limit reached\. Validation aborted\.", "错误过多，不再继续检查。"),
    # variables
    (r"Variable '(.+)' is not defined(?: by operation '.+')?\.", "变量“{1}”没有声明。"),
    (r"Variable '(.+)' is never used(?: in operation '.+')?\.", "变量“{1}”没有被使用。"),
    (r"Variable '(.+)' cannot be non-input type '(.+)'\.", "变量“{1}”的类型“{2}”不能用于输入。"),
    (
        r"Variable '(.+)' of type '(.+)' used in position expecting type '(.+)'\.",
        "变量“{1}”的类型是“{2}”，此处需要“{3}”。",
    ),
    # values
    (r"Value '(.+)' does not exist in '(.+)' enum\.", "枚举“{2}”没有取值“{1}”。"),
    (r"Enum '(.+)' cannot represent non-(?:string|enum) value: (.+)\.", "枚举“{1}”不接受 {2}。"),
    (r"Int cannot represent non 32-bit signed integer value: (.+)", "{1} 超出整数范围。"),
    (r"Int cannot represent non-integer value: (.+)", "{1} 不是整数。"),
    (r"Float cannot represent non numeric value: (.+)", "{1} 不是数字。"),
    (r"String cannot represent a non string value: (.+)", "{1} 不是字符串。"),
    (r"Boolean cannot represent a non boolean value: (.+)", "{1} 不是布尔值。"),
    (r"ID cannot represent (?:a non-string and non-integer )?value: (.+)", "{1} 不能作为 ID。"),
    (r"Expected a value of non-null type '(.+)' to be provided\.", "缺少必填的取值（类型“{1}”）。"),
    (r"Expected value of non-null type '(.+)' not to be null\.", "取值不能为 null（类型“{1}”）。"),
    (r"Expected value of type '(.+)' to be an object(?:, found: .+)?\.", "取值应为对象（类型“{1}”）。"),
    (
        r"Expected value of type '(.+)' to include required field '(.+?)'(?:, found: .+)?\.",
        "类型“{1}”缺少必填字段“{2}”。",
    ),
    (
        r"Expected value of type '(.+)' not to include unknown field '(.+?)'(?:, found: .+)?\.",
        "类型“{1}”没有字段“{2}”。",
    ),
    # syntax
    (r"Expected (.+), found (.+)\.", "此处应为 {1}，却是 {2}。"),
    (r"Unexpected (.+)\.", "不应出现 {1}。"),
    (r"Unterminated string\.", "字符串没有结束。"),
)
AROUND: tuple[tuple[str, str], ...] = (
    (r"Syntax Error: (?P<rest>.+)", "语法错误："),
    (
        r"Variable '(.+?)' has invalid default value at (.+?): (?P<rest>.+)",
        "变量“{1}”的默认值（{2}）不正确：",
    ),
    (r"Variable '(.+?)' has invalid default value: (?P<rest>.+)", "变量“{1}”的默认值不正确："),
    (r"Variable '(.+?)' has invalid value at (.+?): (?P<rest>.+)", "变量“{1}”的取值（{2}）不正确："),
    (r"Variable '(.+?)' has invalid value: (?P<rest>.+)", "变量“{1}”的取值不正确："),
    (r"Argument '(.+?)' has invalid value at (.+?): (?P<rest>.+)", "参数“{1}”的取值（{2}）不正确："),
    (r"Argument '(.+?)' has invalid value: (?P<rest>.+)", "参数“{1}”的取值不正确："),
)
"""What stands before another message."""
WHOLE = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in IN_CHINESE)
BEFORE = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in AROUND)


def worded(text: str, chinese: bool) -> str:
    """A message of graphql-core's as a client reads it."""
    plain = without_python(without_suggestion(text[: 4 * LONGEST]))
    plain = in_chinese(plain) if chinese else plain
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


def introduced(before: str, rest: str, chinese: bool) -> str:
    """A message of ours after the words of graphql-core's that say where it belongs."""
    for pattern, text in BEFORE if chinese else ():
        if found := pattern.fullmatch(f"{before}…"):
            return filled(text, found) + rest
    return before + rest


def without_suggestion(text: str) -> str:
    return ended(text, SUGGESTION)


def without_python(text: str) -> str:
    """Without objects in full, and with the words of JSON."""
    return PYTHON_WORD.sub(lambda found: JSON_WORDS[found[0]], ended(text, OBJECT_FOUND))


def ended(text: str, rest: re.Pattern[str]) -> str:
    """The sentence before a rest that is left out."""
    kept, count = rest.subn("", text, 1)
    return f"{kept.rstrip('.')}." if count else text


def in_chinese(text: str) -> str:
    for pattern, before in BEFORE:
        if found := pattern.fullmatch(text):
            return filled(before, found) + in_chinese(found["rest"])
    for pattern, whole in WHOLE:
        if found := pattern.fullmatch(text):
            return filled(whole, found)
    return text


def filled(template: str, found: re.Match[str]) -> str:
    """The template with the groups of a match; what was sent is never read as a template itself."""
    return re.sub(r"\{(\d)\}", lambda place: found[int(place[1])], template)
