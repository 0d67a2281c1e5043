"""What the standard is called, and its version: it is not that of the ontology, nor that of this software."""

#: Raised by 0.1 for what asks for nothing new, by 1.0 for what a register of the former version may break.
VERSION = "1.0"
#: The IRI of the version, with which a register says that it keeps it (`dcterms:conformsTo`).
STANDARD = f"https://w3id.org/unmandates/standard/{VERSION}"
#: The address by which JSON-LD names the context of the version; it is never fetched.
CONTEXT = f"{STANDARD}/context.jsonld"
