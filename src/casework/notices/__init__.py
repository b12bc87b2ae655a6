"""Notices (DESIGN §7): what, why, by which article, from when, what to do; and whether it
arrived.

kinds, texts/     the kinds of notices and what each says, in both languages
writing           from a decision to words
typesetting       from words to PDF/A
samples           one invented notice of each kind
"""
