"""Decisions on benefits (Arts. 6, 7, 8, 12): prepared by one person, approved by another, what follows shown before."""
