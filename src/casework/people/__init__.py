"""People and their benefits as the register has them: search within a jurisdiction, the person page.

models       Person, Benefit: written by the import of runs alone
scope        who of them somebody sees; every page and list goes through it
queries      search by number, name, pinyin, initials, benefit and place
sections     what apps above show on the person page
masking      how much of a name and a number is shown
"""
