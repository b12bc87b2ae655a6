"""Pages: form, act, response."""
