"""The payment list of a month: what is held, released, changed, added, set off, and what was paid (Arts. 6, 16)."""
