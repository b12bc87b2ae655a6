"""Pages of cases: lists of what is to be done, one case, its steps, its findings and its attachments."""
