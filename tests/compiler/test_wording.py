"""What clients read of graphql-core's complaints: in Chinese too, without suggestions, without Python."""

from collections.abc import Mapping
from typing import Any

import pytest
from graphql import GraphQLError, GraphQLSyntaxError, parse, validate
from graphql.execution.values import get_variable_values

from panhuo.compiler.faults import as_error
from panhuo.errors import ErrorCode, message
from panhuo.schema import schema

SCHEMA = schema._schema
BEFORE = message(ErrorCode.VALIDATION_FAILED, chinese=True)
IN_CHINESE = {
    "{ patent(idd: 1) { id } }": "字段“Query.patent”没有参数“idd”。",
    "{ patents(first: 1) { nodess { id } } }": "类型“PatentConnection”没有字段“nodess”。",
    "{ patents(first: FEW) { totalCount } }": "FEW 不是整数。",
    "{ patents(first: 99999999999) { totalCount } }": "99999999999 超出整数范围。",
    "{ patents(filed: SOMETIMES) { totalCount } }": "枚举“FiledFilter”没有取值“SOMETIMES”。",
    "{ patents(where: 1) { totalCount } }": "取值应为对象（类型“PatentFilter”）。",
    "{ patents(where: {tipe: {eq: INVENTION}}) { totalCount } }": "类型“PatentFilter”没有字段“tipe”。",
    "{ patents }": "请为字段“patents”（类型“PatentConnection”）选择子字段。",
    "{ node { id } }": "缺少必填参数“Query.node(id:)”（类型“ID!”）。",
    "query ($x: Strin) { patents(search: $x) { totalCount } }": "没有类型“Strin”。",
    "query ($x: Int) { patents(search: $x) { totalCount } }": "变量“$x”的类型是“Int”，此处需要“String”。",
    "query ($x: Int) { patents { totalCount } }": "变量“$x”没有被使用。",
    "{ patents(search: $x) { totalCount } }": "变量“$x”没有声明。",
    "{ patents { ...Nothing } }": "没有片段“Nothing”。",
    "{ patents @often { totalCount } }": "没有指令“@often”。",
    "{ viewer { name: role name } }": "同名字段“name”的内容不一致，请使用不同的别名"
    "（'role' and 'name' are different fields）。",
    "{ patents { totalCount }": "语法错误：此处应为 Name，却是 <EOF>。",
    '{ node(id: "x) { id } }': "语法错误：字符串没有结束。",
    "{ patents(first: 1,) { totalCount } } }": "语法错误：不应出现 '}'。",
}


def complaints(text: str) -> list[GraphQLError]:
    """graphql-core's own, as loose-lipped as it is by default."""
    try:
        return validate(SCHEMA, parse(text))
    except GraphQLSyntaxError as error:
        return [error]


@pytest.mark.parametrize("text", IN_CHINESE)
def test_common_complaints_are_told_in_chinese(text: str) -> None:
    shown = [as_error(each, chinese=True).message for each in complaints(text)]

    assert f"{BEFORE} {IN_CHINESE[text]}" in shown


@pytest.mark.parametrize("text", IN_CHINESE)
@pytest.mark.parametrize("chinese", [True, False])
def test_nothing_is_suggested(text: str, chinese: bool) -> None:
    for each in complaints(text):
        assert "did you mean" not in as_error(each, chinese).message.lower()


LOGIN = "mutation ($input: LoginInput!) { login(input: $input) { token } }"
SECRET = "Geheim-2026"


@pytest.mark.parametrize(
    ("given", "english", "told"),
    [
        (
            {"input": {"username": "a", "password": SECRET, "passwort": SECRET}},
            "Variable '$input' has invalid value: "
            "Expected value of type 'LoginInput!' not to include unknown field 'passwort'.",
            "变量“$input”的取值不正确：类型“LoginInput!”没有字段“passwort”。",
        ),
        (
            {"input": {"password": SECRET}},
            "Variable '$input' has invalid value: "
            "Expected value of type 'LoginInput!' to include required field 'username'.",
            "变量“$input”的取值不正确：类型“LoginInput!”缺少必填字段“username”。",
        ),
        (
            {"input": {"username": None, "password": SECRET}},
            "Variable '$input' has invalid value at .username: "
            "Expected value of non-null type 'String!' not to be null.",
            "变量“$input”的取值（.username）不正确：取值不能为 null（类型“String!”）。",
        ),
        (
            {"input": [[SECRET]]},
            "Variable '$input' has invalid value: Expected value of type 'LoginInput!' to be an object.",
            "变量“$input”的取值不正确：取值应为对象（类型“LoginInput!”）。",
        ),
        (
            {},
            "Variable '$input' has invalid value: "
            "Expected a value of non-null type 'LoginInput!' to be provided.",
            "变量“$input”的取值不正确：缺少必填的取值（类型“LoginInput!”）。",
        ),
    ],
)
def test_wrong_variables_are_told_without_their_values(
    given: Mapping[str, Any], english: str, told: str
) -> None:
    definitions: Any = parse(LOGIN).definitions[0]
    errors: Any = get_variable_values(SCHEMA, definitions.variable_definitions, dict(given))

    for chinese, text in ((False, english), (True, told)):
        shown = [as_error(each, chinese).message.partition(" ")[2] for each in errors]
        assert any(each.endswith(text.replace("LoginInput!", kind)) for each in shown for kind in KINDS), (
            shown
        )
        assert SECRET not in str(shown)


KINDS = ("LoginInput!", "LoginInput")


def test_what_was_sent_is_no_template() -> None:
    shown = as_error(GraphQLError("Cannot query field '{2}' on type '{1}'."), chinese=True)

    assert shown.message == f"{BEFORE} 类型“{{1}}”没有字段“{{2}}”。"
