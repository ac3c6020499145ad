"""The permission matrix: every coordinate of the schema, what it asks for, and who has that."""
