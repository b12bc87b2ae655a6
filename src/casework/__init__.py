"""Casework: the web application in which people look at what runs found, and decide.

config       settings from the home, addresses, the server; start reading there
ui           the design system: one stylesheet, base page, components
accounts     offices, people who work, roles, what each may see (jurisdiction)
audit        every act and every reading of a person, chained
people       the register: search within a jurisdiction, the person page
runs         what runs found: imported in bulk, lists, explanations
vault        fields that name a person, sealed in the database

An app is used by those further down this list, never the other way (held by import contracts). `casework` uses `zige`;
`zige` knows nothing of it but the commands that its entry points add.
"""
