"""Cases: everything that asks about one person in one place, until an office has found out and a second one agrees."""
