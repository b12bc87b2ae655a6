"""What the core system reads and answers: its columns and codes are a file, not code (FACTS §8.2)."""
