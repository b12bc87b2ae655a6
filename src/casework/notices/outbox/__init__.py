"""Messages to phones: written with what they tell, sent apart, so that a gateway that is down holds nobody up.

living.py     who is not written to: whom a death is told of, who wants no messages
writing.py    the outbox is filled, once for each thing that is told
gateway.py    the port: what a gateway takes and answers
http.py       the adapter over HTTP
sending.py    the outbox is emptied: again after a while where the gateway fails, given up in the end
certified.py  a message after each silent certification
"""
