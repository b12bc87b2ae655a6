"""Pages of this app: form, act, response."""
