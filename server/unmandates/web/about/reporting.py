"""Where an error is reported: a text ready to be sent, and the address to which the site's keeper wants it sent."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, Response, request

from unmandates.rdf.namespaces import ID
from unmandates.text.words import plain, words
from unmandates.web.frame.delivery import kept
from unmandates.web.frame.page import template
from unmandates.web.frame.rendering import render
from unmandates.web.http.parameters import reads
from unmandates.web.things.display_names import cited
from unmandates.web.things.site import site
from unmandates.web.things.things import Thing

blueprint = Blueprint("reporting", __name__)
_LONGEST = 1000


@template("report.html")
@dataclass(frozen=True)
class ReportPage:
    """A text ready to be sent, the thing that it is about if it is of one, and where it is sent, by `mail` or not."""

    subject: Thing | None
    text: str
    target: str
    mail: bool


@blueprint.get("/<language>/report")
@reads("about")
@kept
def page(language: str) -> Response:
    """Show how an error is reported, with a text about the thing or the page that `?about=` names."""
    about = plain(request.args.get("about", ""))[:_LONGEST]
    thing = site().world.thing(about, language) if about.startswith(ID) else None
    thing = thing if thing and thing.known else None
    text = ready(about, thing, language)
    heading, to = f"unmandates: {thing.name.value if thing else about}"[:120], site().settings.report_to
    return render(ReportPage(thing, text, target(to, heading, text), to.startswith("mailto:")), report_about=None)


def ready(about: str, thing, language: str) -> str:
    """Return the text of a report: what it is about, in which release, where that is kept, and two open questions."""
    table, release = words(language)["report"], site().data.release
    lines = [(table["about"], about or "…"), (table["release"], f"{release.name} ({release.digest})")]
    if thing:
        lines.append((table["kept"], f"graph/{'/'.join(thing.path.split('/')[:2])}"))
        sources = [cited(source) for source in thing.all("source")]
        if sources:
            lines.append((table["source"], "; ".join(map(plain, sources))))
    lines += [(table["wrong"], ""), (table["right"], "")]
    return "\n".join(f"{name}:\n{value}\n" for name, value in lines)  # a line has one direction of writing


def target(template: str, subject: str, body: str) -> str:
    """Return the address of a report: a template with `{subject}` and `{body}`, which a mail address need not name."""
    if template.startswith("mailto:") and "?" not in template:
        template += "?subject={subject}&body={body}"
    values = {"subject": subject, "body": body.replace("\n", "\r\n")}
    return re.sub(r"\{(subject|body)\}", lambda hit: quote(values[hit[1]], safe=""), template)
