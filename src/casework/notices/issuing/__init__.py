"""From a decision to a notice with a number, a code and a file.

drafts.py     what somebody is to be told, before it has a number
decided.py    drafts of approved decisions and of answered objections
numbers.py    numbers without gaps, office by office and year by year
issue.py      one notice or ten thousand: numbered, set, kept, recorded
addresses.py  where a notice can be checked, from outside
"""
