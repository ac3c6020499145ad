"""From a selection set and its verdict to one planned SQL statement a root field, and a row function."""
