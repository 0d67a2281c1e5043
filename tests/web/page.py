"""A page as a test reads it: its links, the places that can be linked, its elements and attributes."""

from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "input", "img", "hr", "path", "rect", "use", "circle"}


class Page(HTMLParser):
    """Parsed HTML.

    `links` are href values, `ids` the places, `text` is all text with white space made one, `tags` are names with
    attributes, `faults` say what is wrong in the structure.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.faults: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.text = " ".join(self.text.split())
        self.faults += [f"<{name}> is not closed" for name in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "a" and found.get("href") is not None:
            self.links.append(found["href"])
        if found.get("id"):
            self.ids.append(found["id"])
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an empty element."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        """Close an element; one that is not the innermost is a fault."""
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag not in _VOID:
            self.faults.append(f"</{tag}> closes <{self._open[-1] if self._open else ''}>")
            if tag in self._open:
                while self._open and self._open.pop() != tag:
                    pass
