"""Publishing patents: from rows of a file to patents, owners, holdings, inventors, codes, events and the text index.

`publish` reads and writes in rounds; `facts` says which of two rows wins; then one module a table.
"""
