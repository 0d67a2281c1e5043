"""Which address a page has, of all at which it may be had, and which it has in other languages.

RFC 6596 has the relation `canonical`; `alternate` with a language is how search engines pair translations. Both stand
in the head of each page and in its Link header.
"""

from urllib.parse import urlencode

from flask import Flask, Response, request

from unmandates.text.words import languages
from unmandates.web.http.addresses import encoded
from unmandates.web.http.parameters import LONGEST, OF_FORM, read_here
from unmandates.web.things.site import site


def addresses() -> dict[str, str]:
    """Return the address of the page being made in each language, the page's own first; empty for one without.

    Parameters that the page reads stand in their order, as far as it reads them, so that it has one address however
    they are sent.
    """
    segments = request.path.split("/", 2)
    if len(segments) < 3 or segments[1] not in languages():
        return {}
    own, rest = segments[1], segments[2]
    names = (name for name in read_here() or () if name not in OF_FORM)
    asked = [(name, request.args[name][:LONGEST]) for name in names if request.args.get(name)]
    page = encoded(rest) + (f"?{urlencode(asked, safe='/')}" if asked else "")
    ordered = sorted(languages(), key=lambda language: language != own)
    return {language: f"{site().base}/{language}/{page}" for language in ordered}


def install(app: Flask) -> None:
    """Put the addresses on every page: for its template, and into its Link header where that does not have them."""
    app.context_processor(lambda: {"addresses": addresses()})

    @app.after_request
    def _tell(response: Response) -> Response:
        told = response.headers.get("Link", "")
        if response.status_code != 200 or response.mimetype != "text/html" or "hreflang=" in told:
            return response
        own, *others = addresses().items() or [("", "")]
        links = [f'<{own[1]}>; rel="canonical"'] if own[1] and 'rel="canonical"' not in told else []
        links += [f'<{to}>; rel="alternate"; type="text/html"; hreflang="{language}"' for language, to in others]
        response.headers["Link"] = ", ".join(filter(None, (told, *links)))
        return response
