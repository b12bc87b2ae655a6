"""`zige run`: from what was received to a month's result (Arts. 6, 12, 16).

conductor    the stages in order
assembling   what is known of everyone: register, events, signs of life, ledger, as the law reads them
signs        the proofs of life that a run reads, and what is kept of them for the next
snapshots    what a list of all that is open no longer has
deliveries   which datasets are late, and whose suspension is put off for it (LAW §5)
comparing    what differs from the run before; whom a new batch concerns
outputs      who was certified by what, whom to verify, remind and visit, the file for monitoring
knowing      what is known of a few people, read for them alone: explaining and previewing one costs as little anywhere
previewing   what the law would make of people if findings were received: findings, supposing, sides, foreseen
officers     what officers decided, as a delivery; details: the delivered rows behind a fact
"""
