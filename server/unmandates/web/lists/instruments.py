"""The list of treaties and other instruments, with how often each is cited."""

from unmandates.web.lists.list import List

LIST = List("instruments", "instrument", ("instrument", "class", "adopted", "citations"))
