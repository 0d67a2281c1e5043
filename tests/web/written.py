"""The ways in which people write names of things: a table of inputs for whatever looks names up."""

# ruff: noqa: E501 (addresses are as long as they are)

from tests.web.conftest import BASE

from unmandates.rdf.namespaces import ID

#: Documents that the corpus does not have, by key, for what is written in many ways.
OTHERS = {
    "S-RES-2331-2016": "S/RES/2331 (2016)", "A-RES-72-262-C": "A/RES/72/262 C", "A-RES-3314-XXIX": "A/RES/3314(XXIX)",
    "A-RES-217-III-A": "A/RES/217(III)[A]", "A-RES-ES-11-1": "A/RES/ES-11/1",
}  # fmt: skip
#: What a text may look like that holds a name, and the thing that it names.
WRITTEN = [
    *((text, "document/A-RES-76-186") for text in (
        "a/res/76/186", "A/RES/76/186.", "A/RES/76/186,", " A/RES/76/186\n", "(A/RES/76/186)", "«A/RES/76/186»",
        "“A/RES/76/186”.", "\u2067A/RES/76/186\u2069", "\u200eA/RES/76/186\u200e", "\ufeffA/RES/76/186", "A/RES/٧٦/١٨٦",
        "A%2FRES%2F76%2F186", "en/A/RES/76/186", "A-RES-76-186", "document/A-RES-76-186", "<document/A-RES-76-186>",
        "https://undocs.org/A%2FRES%2F76%2F186", "https://undocs.org/A/RES/76/186#page=3", "undocs.org/A/RES/76/186",
        "http://www.undocs.org/en/A/RES/76/186", "https://undocs.org/en/A/RES/76/186/", "//undocs.org/A/RES/76/186",
        "https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F76%2F186&Language=E&DeviceType=Desktop&LangRequested=False",
        "https://undocs.org/pdf?symbol=en/A/RES/76/186", "HTTPS://UNDOCS.ORG/A/RES/76/186", "undocs.org/a/res/76/186.",
        "https://docs.un.org/A/RES/76/186?direct=true", "https://docs.un.org/fr/A/RES/76/186", "docs.un.org/ar/A/RES/76/186",
        "https://docs.un.org/zh/A%2FRES%2F76%2F186", "<https://docs.un.org/en/A/RES/76/186>", "(https://undocs.org/A/RES/76/186).",
        "https://www.un.org/en/ga/search/view_doc.asp?symbol=A/RES/76/186",
        "http://www.un.org/ga/search/view_doc.asp?symbol=A%2FRES%2F76%2F186&Lang=E",
        "www.un.org/en/ga/search/view_doc.asp?symbol=A/RES/76/186&referer=/english/&Lang=A",
        "https://documents.un.org/api/symbol/access?s=A/RES/76/186&l=en&t=pdf",
        "https://documents.un.org/symbol-explorer?s=A/RES/76/186&i=A/RES/76/186_1234567",
        "https://daccess-ods.un.org/access.nsf/Get?Open&DS=A/RES/76/186&Lang=E",
        "http://www.un.org/Docs/journal/asp/ws.asp?m=A/RES/76/186",
        "http://w3id.org/unmandates/id/document/A-RES-76-186", ID + "document/A-RES-76-186/", "w3id.org/unmandates/id/document/A-RES-76-186",
        ID + "document/A-RES-76-186#", f"<{ID}document/A-RES-76-186>", f"{BASE}/en/document/A-RES-76-186",
        f"{BASE}/ar/document/A-RES-76-186/?x=1", f"{BASE}/data/document/A-RES-76-186.ttl", f"{BASE}/id/document/A-RES-76-186",
        "https://w3id.org/unmandates/graph/document/A-RES-76-186", "/en/document/A-RES-76-186",
    )),
    (f"{BASE}/en/document/A-RES-76-186#op/2", "document/A-RES-76-186/op/2"),
    (ID + "document/A-RES-76-186/op/2/", "document/A-RES-76-186/op/2"),
    *((text, "document/S-RES-2331-2016") for text in (
        "S/RES/2331 (2016)", "S/RES/2331(2016)", "S/RES/2331\u00a0(2016)", "S/RES/2331  (2016).", "S/RES/2331",
        "https://undocs.org/S/RES/2331(2016)", "https://docs.un.org/en/S/RES/2331%20(2016)", "(S/RES/2331 (2016)),",
        "https://undocs.org/en/S/RES/2331%282016%29", "https://docs.un.org/en/S/RES/2331+(2016)", "(S/RES/2331(2016)",
        "https://www.un.org/en/ga/search/view_doc.asp?symbol=S/RES/2331+(2016)", "\u2067S/RES/2331 (2016)\u2069",
        "http://undocs.org/S/RES/2331%20%282016%29)",
    )),
    *((text, "document/A-RES-72-262-C") for text in (
        "A/RES/72/262C", "A/RES/72/262 C", "a/res/72/262c", "https://undocs.org/A/RES/72/262C", "A/RES/72/262%20C",
    )),
    *((text, "document/A-RES-3314-XXIX") for text in (
        "A/RES/3314 (XXIX)", "A/RES/3314(XXIX)", "https://undocs.org/A/RES/3314%28XXIX%29", "a/res/3314 (xxix)",
    )),
    *((text, "document/A-RES-217-III-A") for text in (
        "A/RES/217(III)[A]", "A/RES/217 (III) A", "https://undocs.org/A/RES/217(III)[A]", "A/RES/217(III)A",
        "https://undocs.org/A/RES/217%28III%29%5BA%5D",
    )),
    *((text, "document/A-RES-ES-11-1") for text in (
        "A/RES/ES-11/1", "A/RES/ES\u201111/1", "A/RES/ES–11/1", "https://undocs.org/en/A/RES/ES-11/1",
    )),
    *((text, "body/general-assembly") for text in (
        "https://www.wikidata.org/wiki/Special:EntityData/Q47423.json", "https://m.wikidata.org/wiki/Q47423",
        "https://www.wikidata.org/wiki/Special:EntityData/Q47423", "http://www.wikidata.org/entity/Q47423.", "wd:Q47423",
        "https://www.wikidata.org/wiki/Q47423#sitelinks-wikipedia", "https://www.wikidata.org/w/index.php?title=Q47423&oldid=1",
        "www.wikidata.org/wiki/q47423", "https://www.wikidata.org/wiki/Special:EntityPage/Q47423", "Q47423 ",
        "https://www.wikidata.org/wiki/Special%3AEntityData%2FQ47423.ttl", f"{BASE}/en/body/general-assembly.html",
    )),
    *((text, "instrument/trafficking-protocol") for text in (
        "https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY&mtdsg_no=XVIII-12-a&chapter=18&clang=_en",
        "https://treaties.un.org/Pages/ViewDetails.aspx?src=IND&mtdsg_no=XVIII-12-a&chapter=18&lang=en#EndDec",
        "http://treaties.un.org/pages/viewdetails.aspx?chapter=18&mtdsg_no=xviii-12-a", "xviii-12-A",
        "treaties.un.org/Pages/ViewDetailsIII.aspx?src=TREATY&mtdsg_no=XVIII-12-a&chapter=18&Temp=mtdsg3&clang=_fr",
    )),
    *((text, "topic/trafficking-in-persons") for text in (
        "unbis:1006622", "metadata.un.org/thesaurus/1006622", "http://metadata.un.org/thesaurus/1006622#x",
        "https://metadata.un.org/thesaurus/1006622.ttl", "https://metadata.un.org/thesaurus/1006622/?lang=ar",
    )),
    ("sdg:5.2", "instrument/sdg-target-5-2"),
    ("https://normlex.ilo.org/dyn/normlex/en/f?p=NORMLEXPUB:11300:0::NO::P11300_INSTRUMENT_ID:312174&clang=_en",
     "instrument/forced-labour-convention"),
]  # fmt: skip
#: What looks nearly like a name and is none.
NO_NAMES = (
    "A/RES/76/1860", "A/RES/76", "A/RES/7/6186", "A/RES/72/262", "https://evil.example/A/RES/76/186", "Q4742", "[::1",
    "https://[::1/A/RES/76/186", "https://undocs.org/", "undocs.org", "....", "()", "\u200e", "%", "%00", "https://", "#",
    "https://evil.example/en/document/A-RES-76-186", "S/RES/2331 (2017)", "A/RES/3314(XXX)", "?symbol=A/RES/76/186",
)  # fmt: skip
