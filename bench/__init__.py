"""Benchmarks: a generated world, a hand-written server to compare with, and commands that print tables."""
