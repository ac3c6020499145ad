"""统一社会信用代码: the 18 characters that name an organisation in China (GB 32100-2015)."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Digits and capitals without I, O, S, V and Z: 31 signs, each worth its place."""
LENGTH = 18


def credit_code(typed: str) -> str | None:
    """The code in capitals; None where a sign, the length or the check character is wrong."""
    code = typed.strip().upper()
    if len(code) != LENGTH or any(sign not in ALPHABET for sign in code):
        return None
    return code if code[-1] == check_sign(code[:-1]) else None


def check_sign(body: str) -> str:
    """The last character, from the 17 before it: weights are powers of 3 modulo 31."""
    total = sum(ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return ALPHABET[(31 - total % 31) % 31]
