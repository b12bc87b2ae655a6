"""The home folder: keys, sealed deliveries, batches and runs, each written whole or not at all (DESIGN §4).

home       where everything lies; settings, made by `zige init`
keys       master keys and the digests made with them
sealing    streams of AES-256-GCM for delivered files and tables that name people
writing    temporary name, sync, rename
lock       one writing command at a time, with the holder's name
batches    what was received, in order
runs       what was determined, by month
kept       what coming runs can take further: proofs of life, sums of the ledger; derived
"""
