"""Lists leave through one gate: for a purpose, recorded, masked unless asked otherwise, the large ones by two people.

sheets     the lists that can be exported, as apps offer them; a list page shows the gate by itself
writing    a workbook or a CSV file with a line that says who, when and what for; nothing in it is a formula
models     what was asked, by whom, what for, who agreed; filters that somebody saved
acts       export, agree or refuse, collect, save a filter
"""
