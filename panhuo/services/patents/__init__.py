"""Publishing patents: from rows of a file to every table that hangs on a patent.

`publish` reads and writes in rounds; `merge` says which of two rows wins; then one module a table.
"""
