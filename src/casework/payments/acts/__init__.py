"""What is done to a payment list: one act a file."""
