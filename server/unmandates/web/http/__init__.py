"""What HTTP asks of every answer, whatever is answered: negotiation, languages, redirects, caches, problems."""
