"""What runs of the engine found: imported in bulk, listed, explained.

models      Run and what it found; each row says which run opened and which closed it
importing/  a run of the home into the database
queries     lists of whom to verify, remind, and whose payment changes
payments    what was paid, from the ledger of the home
showing     what was written in a row to assign, for a purpose
sections    what of it the person page shows
"""
