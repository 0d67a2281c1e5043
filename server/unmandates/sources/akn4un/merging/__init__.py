"""The languages of an act laid beside each other, and what each stretch of its text is a part of."""
