"""unmandates: the open knowledge graph of United Nations mandates."""
