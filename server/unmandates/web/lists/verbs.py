"""The list of verbs with which something is asked or told."""

from unmandates.web.lists.list import List

LIST = List("verbs", "verb", ("verb", "category", "force", "acts"))
