"""The order of names in a list as a reader of English or Arabic looks for them, and the letter to look under."""

import unicodedata

_ARTICLE = "ال"


def place(name: str) -> tuple[str, str]:
    """Return a sort key for a name: without marks, case, leading signs and the Arabic article.

    >>> sorted(["Zambia", "Côte d’Ivoire", "Costa Rica"], key=place)
    ['Costa Rica', 'Côte d’Ivoire', 'Zambia']
    """
    # The article is looked for while its alif can be told from that of ألمانيا, which carries a sign.
    text = name.removeprefix(_ARTICLE) or name
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign)).casefold()
    while bare and not bare[0].isalnum():
        bare = bare[1:]
    return bare, name


def letter(name: str) -> str:
    """Return the letter under which a name stands, `#` if it begins with a figure.

    >>> letter("Éire"), letter("الأطفال"), letter("ألبانيا"), letter("اليابان")
    ('E', 'ا', 'ا', 'ي')
    """
    first = place(name)[0][:1].upper()
    return first if first.isalpha() else "#"
