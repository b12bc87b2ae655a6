"""Notices on paper: PDF/A by typst, with the month strip drawn and a code that says whether it is real.

page.py      what the layout `notice.typ` is given
strip.py     the month strip, year by year
codes.py     the QR code as a vector picture
setting.py   the compiler: fonts, warnings that are errors, one notice or up to a thousand
"""
