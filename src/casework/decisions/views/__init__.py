"""Pages of decisions: form, act, response."""
