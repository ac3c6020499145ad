"""Enterprises that apply for accounts, and the platform's decisions on them."""
