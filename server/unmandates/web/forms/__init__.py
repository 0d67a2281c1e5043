"""Pages in other forms: citations for programs, calendars, pictures."""
