"""Words for readers: those of the pages in each language, the order of names, what a terminal may show."""
