"""`zige receive`: from a delivered file to a batch whose receipt adds up to the last row (EXCHANGE §1).

conductor   the stages in order: open, recognise, check, match, map, compare with earlier rows, seal, commit
delivery    one sheet on its way: what its parts come to
keeping     what of it is kept: facts, signs of life, register, ledger, without numbers and names
committing  what was counted becomes a batch: rosters the register, ledgers payments, other rows evidence
receipts    the counts, and why a file was refused
coming_again    content that is delivered once more
rereading   a sealed file is opened and read again
releasing   a held batch is released; of a roster the register is made then
newcomers   earlier deliveries are read again for people who have joined the register since
"""
