"""`zige` on the command line: one command to a file."""
