"""The law as data: rulebooks, their months, their clauses, their scenarios."""
