"""What a person tells of themselves, as it is kept: name, job title, phone, e-mail address."""

import re

from panhuo.rules.account_name import compatible, unprintable

MAX_NAME = 60
MAX_JOB_TITLE = 60
MAX_PHONE = 30
MAX_EMAIL = 120
PHONE = re.compile(r"\+?[0-9](?:-?[0-9]){4,28}", re.ASCII)
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def clean_text(typed: str, at_most: int) -> str | None:
    """Text of one line without outer spaces; None if empty, too long, or with control characters."""
    text = typed.strip()
    valid = 0 < len(text) <= at_most and not any(unprintable(each) for each in text)
    return text if valid else None


def clean_phone(typed: str) -> str | None:
    """A phone number: digits, single hyphens between, `+` before; spaces and width do not matter."""
    phone = "".join(compatible(typed).split())
    return phone if len(phone) <= MAX_PHONE and PHONE.fullmatch(phone) else None


def clean_email(typed: str) -> str | None:
    """An e-mail address as far as its form tells: something, @, a host with a dot."""
    email = clean_text(compatible(typed), MAX_EMAIL)
    return email if email and EMAIL.fullmatch(email) else None
