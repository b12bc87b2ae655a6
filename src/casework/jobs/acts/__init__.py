"""Acts of this app."""
