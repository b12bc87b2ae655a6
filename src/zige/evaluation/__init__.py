"""`zige evaluate`: the program tried on a city whose truth is known, from the files to what it costs whom.

city         a simulated city: its deliveries month by month, and its truth
driving      a home taken through the months, as an office would: receive, release, run, verify
officer      the simulated officer, who verifies by the truth, now and then wrongly, and answers through the same door
replaying    the same deliveries once more in another home: without an officer, without a source, by another rulebook
truth        what the law says of the truth itself
outcomes     what was said of every benefit in every month beside what is true
matching     whose row it truly was, beside whose it was taken for
measures     shares, delays, months and money, from those tables alone
report       all measures of an evaluation in one structure
sweeping     small cities with one parameter changed at a time
page         the HTML page, with its charts
"""
