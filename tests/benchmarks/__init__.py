"""Measurements of speed and memory: ``python -m tests.benchmarks``. None of them is a test."""
