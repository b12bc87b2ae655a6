"""What the worker does in the home for this app: one thing at a time, under the lock that commands hold too.

job         takes a Work, does it by its kind, writes down what came of it
receiving   a file becomes batches
releasing   a held batch is let be used
months      a month is tried; what was reviewed is run
offering    a consumer's lists are made and recorded
"""
