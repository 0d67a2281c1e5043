"""Ordinals as the United Nations writes sessions and meetings: "seventy-sixth", "السادسة والسبعون", "53rd"."""

_ENDS = {1: "st", 2: "nd", 3: "rd"}

_ONES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth " \
        "sixteenth seventeenth eighteenth nineteenth"
_ENGLISH_ONES = ("", *_ONES.split())
_ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ARABIC_ONES = ("", "الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة")
_ARABIC_TENS = ("", "", "العشر", "الثلاث", "الأربع", "الخمس", "الست", "السبع", "الثمان", "التسع")


def english(number: int) -> str:
    """Return the ordinal of 1 to 99 in English words."""
    if number < 20:
        return _ENGLISH_ONES[number]
    tens, ones = divmod(number, 10)
    if not ones:
        return _ENGLISH_TENS[tens][:-1] + "ieth"
    return f"{_ENGLISH_TENS[tens]}-{_ENGLISH_ONES[ones]}"


def arabic(number: int, oblique: bool = False) -> str:
    """Return the feminine ordinal of 1 to 99 in Arabic with its article; `oblique` after a preposition or in a genitive."""
    tens, ones = divmod(number, 10)
    end = "ين" if oblique else "ون"
    if number <= 10:
        return _ARABIC_ONES[number]
    if number < 20:
        return ("الحادية" if ones == 1 else _ARABIC_ONES[ones]) + " عشرة"
    if not ones:
        return _ARABIC_TENS[tens] + end
    return ("الحادية" if ones == 1 else _ARABIC_ONES[ones]) + f" و{_ARABIC_TENS[tens]}{end}"


def short(number: int) -> str:
    """Return the ordinal in English figures (`53rd`)."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{_ENDS.get(number % 10, 'th')}"
