"""Elections and appointments in texts: sentences, lists of names, marks, terms of office, the bodies that are meant."""
