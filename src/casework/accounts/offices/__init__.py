"""Regions and offices from files: read and checked whole, then written; nothing is ever removed."""
