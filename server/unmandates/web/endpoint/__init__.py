"""The endpoint: the SPARQL protocol over HTTP, the formats of results, hints; without pages."""
