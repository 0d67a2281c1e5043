"""Pages in other forms, each found by discovery: citations for programs, tables, calendars, feeds."""
