"""月报: what villages, towns and employers report upward every month, until it is in the home (Arts. 13, 14).

states       which act leads from where to where, and at whose desk it is done: one table
models       a report of an office and month, its lines, the steps it took, the deliveries made of what was accepted
situations   what may be reported and which papers belong to it, from `situations.yaml`
calendar     which month is reported now, and by when
signing      what a signature covers, and whether it still holds
acts         one file for each act: check, do, record
merging, jobs    what a county accepted is merged by the worker
delivering   accepted lines become a file that the home receives through the door of all files
queries, completeness, certification    what the pages read
"""
