"""From what was decided to what is written: contents, the texts of each kind, the sections of a notice, a message.

content.py   NoticeContent: all that a notice says of one person, as data
texts.py     the texts under `../texts`, read into models or refused
values.py    what stands in the places of a text, in one language
letter.py    the sections of a notice, in order
messages.py  the short text for a phone

Nothing here asks a database; what is needed is handed over.
"""
