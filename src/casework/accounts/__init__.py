"""Offices, people who work, their roles, and what each may see."""
