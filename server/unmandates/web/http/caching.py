"""What may be kept: by others (`Cache-Control`), under which tag (`ETag`), and by the service itself.

| answer                      | others keep it     | its tag names         | the service keeps it            |
|-----------------------------|--------------------|-----------------------|---------------------------------|
| a page, data of a thing     | a minute, that day | release, day, content | in `Site.pages`, on the `Shelf` |
| a file of a release         | a minute           | content               | as the file that it is          |
| a result of a query         | a minute           | query, data, content  | in the `AnswerCache` of `mount` |
| one that is long, in a file | a minute           | query, data (weak)    | not                             |
| one that differs each time  | never              | has none              | not                             |
| a redirect, a look-up       | a minute           | has none              | not                             |
| a problem, health, a choice | never              | has none              | not                             |
| whatever has a tag          | as it says         | as it says            | whole, in `Gateway.cache`       |

All keys hold the release or are compared with it, so that nothing is invalidated; what nobody asks for again goes after
`UNUSED` seconds (`AnswerCache`). A client that holds what a tag names is answered by `conditional`.
"""

import hashlib

from unmandates.clock import seconds_left

_SECONDS = 60
#: Values of Cache-Control.
NEVER = "no-store"
BRIEFLY = f"public, max-age={_SECONDS}"
#: Bytes of pages and data of a site, of results of an endpoint, and of whole answers of a gateway that a process keeps.
PAGES, RESULTS, ANSWERS = 16 * 2**20, 12 * 2**20, 16 * 2**20
#: Seconds after which a process does not keep any longer what nobody has asked for again.
UNUSED = 60.0


def this_day() -> str:
    """Return the Cache-Control of what tells the status of the day: not to be kept over midnight."""
    return f"public, max-age={min(_SECONDS, seconds_left())}"


def content_tag(body: bytes) -> str:
    """Return the part of a tag that names the content of an answer."""
    return hashlib.sha256(body).hexdigest()[:16]
