"""What the law makes of what is known: grounds, cycle, standing, attention, settlement (LAW §3, §5-§7)."""
