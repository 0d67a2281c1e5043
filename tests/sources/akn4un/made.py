"""Files of acts made up for tests, in the form that the organs publish, with faults where a test wants them."""

from collections.abc import Iterable
from pathlib import Path

from unmandates.sources.inputs.files import InputFile
from unmandates.sources.source import Item

HEAD = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:akn4un="http://un.org/akn4un">'
CODES = {"en": "eng", "fr": "fra", "es": "spa", "ru": "rus", "zh": "zho", "ar": "ara", "de": "deu"}


def paragraph(text: str, number: str = "", extra: str = "") -> str:
    """Return a paragraph of a body; `text` is XML."""
    num = f"<num>{number}</num>" if number else ""
    return f'<paragraph class="SingleTxt">{num}{extra}<content><p> {text}</p></content></paragraph>'


def recital(text: str, name: str = "Recalling") -> str:
    """Return a preambular paragraph."""
    return f'<container name="{name}"><p>{text}</p></container>'


def note(marker: str, text: str) -> str:
    """Return a footnote where it is marked."""
    return f'<authorialNote marker="{marker}" placement="bottom"><p>{text}</p></authorialNote>'


def act(
    symbol: str = "A/RES/99/7",
    language: str = "en",
    preamble: str = "",
    body: str = "",
    after: str = "",
    title: str = "Lighthouses",
    uri: str = "/akn/un/statement/deliberation/unga/2044-12-06/99-7/",
    formula: str = "The General Assembly,",
    adopted: str = "2044-12-06",
) -> str:
    """Return a whole file."""
    return (
        f'{HEAD}<statement name="resolution"><meta><identification source="#DGACM"><FRBRWork><FRBRuri value="{uri}"/>'
        f'<FRBRdate date="{adopted}" name="adoption"/></FRBRWork><FRBRExpression>'
        f'<FRBRlanguage language="{CODES.get(language, language)}"/></FRBRExpression></identification></meta>'
        f'<coverPage><p><docNumber refersTo="#symbol">{symbol}</docNumber></p><p><docStatus '
        'refersTo="#generalDistribution">Distr.: General</docStatus></p><p><docDate date="2044-12-08" '
        'refersTo="#dateOfIssuance">8 December 2044</docDate></p><p><inline name="agenda item">Agenda item 10 (b)'
        '</inline></p><p><inline name="agenda item name">Lights at sea</inline></p><p><docProponent '
        'refersTo="#thirdCommittee">[on the report of the Third Committee (<inline name="originating document">'
        "A/99/400, para. 12</inline>)]</docProponent></p></coverPage>"
        f'<preface><p><docNumber>99/7.</docNumber><docTitle refersTo="#resolutionTitle">{title}</docTitle></p>'
        "</preface>"
        f'<preamble><formula name="enactingFormula"><p><span class="italic">{formula}</span></p></formula>{preamble}'
        f'</preamble><mainBody>{body}</mainBody><conclusions><p><inline name="adoptionMeeting">53rd plenary meeting'
        f'</inline><eol/><docDate date="{adopted}" refersTo="#adoptionDate">6 December 2044</docDate></p></conclusions>'
        f"{after}</statement></akomaNtoso>"
    )


def written(folder: Path, name: str, content: str | bytes) -> InputFile:
    """Write a file below a folder and return it as an input; the folder's own name begins its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return InputFile(f"{folder.name}/{name}", path, "", path.stat().st_size)


def item(files: Iterable[InputFile], key: str = "A-RES-99-7", part: str = "ga-99", beside: str = "") -> Item:
    """Return an item as sorting would make it."""
    return Item(key, part, tuple(files), beside)
