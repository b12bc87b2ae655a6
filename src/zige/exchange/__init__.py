"""What departments deliver: contracts, reading, checking, and what becomes of every row (Arts. 4, 9, 11)."""
