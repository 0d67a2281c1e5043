"""What the words and links of a text refer to: documents, their parts, instruments."""
