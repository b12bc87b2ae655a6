"""What people ask for: check, write it down once, record, and leave it to the worker."""
