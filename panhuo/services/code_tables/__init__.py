"""Editions of code tables and concordances: read, compared, put in force; and labelling by them (S92)."""
