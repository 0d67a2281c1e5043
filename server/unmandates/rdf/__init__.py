"""What is known of RDF and SPARQL alone, without mandates, pages or processes."""
