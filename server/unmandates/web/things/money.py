"""Amounts of money, said as readers of a language write them: with its separators, and the currency by its code."""

from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from unmandates.web.things.naming import Text
from unmandates.web.things.things import Thing


def money(amount: Thing) -> Text:
    """Return the value of an amount (`unm:value`, a decimal) and its currency (ISO 4217), such as 3,121,651,000 USD."""
    try:
        locale = Locale.parse(amount.language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    number = format_decimal(Decimal(str(amount.one("value"))), locale=locale)
    return Text(f"{number} {amount.one('currency')}", amount.language)
