"""The oracles: one plainly correct implementation for each assignment, written on its own."""
