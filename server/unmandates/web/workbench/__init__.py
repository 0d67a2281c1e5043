"""The endpoint's page for people, and the example questions."""
