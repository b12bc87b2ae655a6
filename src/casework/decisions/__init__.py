"""Decisions on benefits (Arts. 6, 7, 8, 12): one prepares, another approves, with what follows shown before."""
