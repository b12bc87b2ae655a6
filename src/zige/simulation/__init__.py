"""A city with known truth: people, lives and the files departments write about them; it knows no rule or contract."""
