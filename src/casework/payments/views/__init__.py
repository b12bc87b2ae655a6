"""Pages of payment lists."""
