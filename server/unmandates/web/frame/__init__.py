"""What is round every page: its template's words and filters, its addresses and citation, how it leaves."""
