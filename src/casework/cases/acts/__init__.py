"""What is done to a case, one act a file: check, do, record.

An act takes the account that does it, the row, the version that the page showed, and gives the row as it is then. It
raises `ActRefused` with the sentence that the page shows, `Stale` where somebody else has changed the row since.
"""
