"""What is done to accounts, roles and offices: one act, one file; it checks, does, records."""
