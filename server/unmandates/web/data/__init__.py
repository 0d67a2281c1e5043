"""The same things for programs: dereferencing, RDF documents, JSON-LD, schema.org, look-up by foreign names."""
