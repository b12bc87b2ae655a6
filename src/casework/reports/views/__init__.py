"""Pages: an office's own report, its lines, what offices above do with it, who is due for certification."""
