"""Whose row is it: names, the register of people and benefits, and the ladder from number to linkage (EXCHANGE §2)."""
