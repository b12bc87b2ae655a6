"""What is known: which version of a fact counts, whom it concerns, and what proves a person alive (LAW §2, §4)."""
