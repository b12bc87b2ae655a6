"""Decisions on benefits (Arts. 6, 7, 8, 12): prepared by one person, approved by another, with what follows shown before."""
