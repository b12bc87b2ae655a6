"""A run of the home into the database: read, seal what is new, stage, merge; in bulk and in one transaction.

conductor    the order of it all
frames       the tables of a run as tables of the database
pinyin       how names sound
sealing      numbers and phones, of those alone whose value is another than before
targets      what each table is known by and what is compared
staging      tables beside those of the database, on SQLite and on PostgreSQL
indexes      built at once where a table was empty
merging      what differs is written, what is gone is closed, by a few statements for each table
"""

from casework.runs.importing.conductor import Imported, import_run

__all__ = ["Imported", "import_run"]
