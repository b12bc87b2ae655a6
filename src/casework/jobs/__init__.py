"""Work that a page does not wait for, and work that comes due: done by `zige worker`, one after another.

    @job(_("接收报送文件"))                                  a function of a module, with arguments that JSON holds
    def receive_delivery(delivery: int) -> None: ...

    receive_delivery.enqueue(delivery.pk)                    within the caller's transaction: both are there, or neither
    every_day("exchange.parts", remove_old_parts, at="03:40")    in an app's `ready()`
    every("notices.outbox", send_messages, minutes=5)

A job that is cut off with the worker is begun again, three times at most, so it must bear that: it looks first what is
done already. It acts for nobody in particular; on PostgreSQL it asks for `database_shows_all` where it reads people.
What a job refuses is its own affair: it writes down the sentence where a page shows it. Anything else that fails is
kept with the places in the code it came from and without its message, which might name somebody.

registry    what jobs there are and what they are called
due         what comes due, and when next; `zige tick`
working     the worker: one for each home
"""
