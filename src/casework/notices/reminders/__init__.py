"""The reminder ladder of Art. 7: message, call, village, visit, before anybody's benefit could be paused.

ladder.py     which rung is due on which day, and whether all have a record
filling.py    the queue is filled from what the newest run says, and emptied of who was certified meanwhile
answers.py    what a message's end means for its rung
record.py     act: somebody records what came of a rung
"""
