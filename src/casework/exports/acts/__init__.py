"""What is done with exports and filters, one act a file."""
