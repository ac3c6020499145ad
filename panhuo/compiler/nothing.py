"""Columns in which one value stands for none."""


class OrNothing(str):
    """A NOT NULL column read as the nullable value it stands for: one value, its least, means none.

    `column` and `nothing` let a comparison be written so that an index of the column serves it.
    """

    column: str
    nothing: str

    def __new__(cls, column: str, nothing: str) -> "OrNothing":
        made = super().__new__(cls, f"nullif({column}, {nothing})")
        made.column, made.nothing = column, nothing
        return made
