"""Accounts opened from a file (S42–S46): the template, what is wrong in a file, and opening them."""
