"""
What personal data look like: e-mail addresses, telephone numbers, IP addresses, payment cards, bank accounts, social security.

Numbers are checked by the libraries that know them (phonenumbers, python-stdnum, ipaddress). Documentation's own values are
nobody's: example.com (RFC 2606), 203.0.113.0/24 (RFC 5737), private and loopback networks, the exchange 555, the cards that payment
services give for testing. The address of an author is personal data, in a licence header as well.
"""

import ipaddress
import re

from hornbook.curate.signals.findings import Rule


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOBODYS_DOMAIN = re.compile(
    r"(^|\.)(example|test|invalid|local|localhost|localdomain|internal|noreply|no-reply)(\.|$)"
    r"|^(example\d?|test|domain|your-?(domain|company|site)|my-?(domain|company|site)|company|email|foo|bar|baz|host|server|acme)"
    r"\.(com|org|net|io|tld|edu|dev)$",
)
_NOBODYS_NAME = re.compile(r"^(git|hg|svn|no-?reply|do-?not-?reply|user(name)?|your.?(e?mail|name)|foo|bar|me|you)$")
_TOP_LEVELS = _words(
    "com org net edu gov mil int info biz name pro dev app io ai email online site tech xyz cloud shop blog science software"
    " systems solutions company digital academy university institute foundation"
)
_RESOLVERS = _words("8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 208.67.222.222 208.67.220.220 4.2.2.1 4.2.2.2")
_VERSION = re.compile(
    r"(?<![a-z])(version|ver|build|release|revision|firmware|driver|oid|section)\w*\W{0,9}$", re.IGNORECASE
)
_CARD = re.compile(
    r"4\d{12}(\d{3}){0,2}|5[1-5]\d{14}|2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(0[0-5]|[68]\d)\d{11}"
    r"|6(011|5\d\d|4[4-9]\d)\d{12}|35(2[89]|[3-8]\d)\d{12}"
)
_CARD_WORDS = re.compile(r"card|visa|master|amex|credit|debit|payment|\bpan\b|\bcc", re.IGNORECASE)
_TEST_CARDS = re.compile(
    r"(\d{1,4})\1{3,}|4111111111111111|4012888888881881|4242424242424242|4000\d{4}0000\d{4}|4222222222222"
)
_TEST_CARDS_TOO = _words(
    "5555555555554444 5105105105105100 378282246310005 371449635398431 378734493671000 6011111111111117 6011000990139424"
    " 30569309025904 38520000023237 3530111333300000 3566002020360505 5200828282828210 2223003122003222 4005519200000004"
)
_EXAMPLE_ACCOUNTS = frozenset(("GB82WEST12345698765432", "DE89370400440532013000", "GB29NWBK60161331926819"))
_EXAMPLE_NUMBER = re.compile(r"123-45-\d{4}|(\d)\1\1-(\d)\2-(\d)\3{3}")


def _email(value: str, before: str, after: str) -> bool:
    name, _, domain = value.rpartition("@")
    top = domain.rpartition(".")[2]
    if (
        after[:1] in ("(", "@")
        or not (len(top) == 2 or top.lower() in _TOP_LEVELS)
        or top not in (top.lower(), top.upper())
    ):
        return False  # a product of matrices: `hidden@weights.mean()`
    return not (_NOBODYS_DOMAIN.search(domain.lower()) or _NOBODYS_NAME.match(name.lower()))


def _ip(value: str, before: str, after: str) -> bool:
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or value in _RESOLVERS or re.match(r"/\d|\.\w", after):
        return False
    if address.version == 6:
        return value.count(":") > 2
    octets = [int(octet) for octet in value.split(".")]
    numbering = _VERSION.search(before) or re.search(r"(==|[^/]/|[.\-_])$", before) or sorted(octets)[2] < 32
    return not numbering and octets[3] != 0


def _phone(value: str, before: str, after: str) -> bool:
    import phonenumbers

    if re.search(r"[\w.\-+/=#]$", before) or re.match(r"[\w\-/]|\.\d", after):
        return False
    try:
        number = phonenumbers.parse(value, "US")
    except phonenumbers.NumberParseException:
        return False
    fiction = number.country_code == 1 and re.fullmatch(r"\d{3}555\d{4}", str(number.national_number))
    return not fiction and phonenumbers.is_valid_number(number)


def _card(value: str, before: str, after: str) -> bool:
    from stdnum import luhn

    digits = re.sub(r"\D", "", value)
    if re.search(r"[\w.\-+/]$", before) or re.match(r"[\-/]|\.\d", after) or not _CARD.fullmatch(digits):
        return False
    if _TEST_CARDS.fullmatch(digits) or digits in _TEST_CARDS_TOO or not luhn.is_valid(digits):
        return False
    return digits != value or bool(_CARD_WORDS.search(before) or _CARD_WORDS.search(after))


def _iban(value: str, before: str, after: str) -> bool:
    from stdnum import iban

    return value.replace(" ", "") not in _EXAMPLE_ACCOUNTS and iban.is_valid(value)


def _ssn(value: str, before: str, after: str) -> bool:
    from stdnum.us import ssn

    if re.search(r"[\-+./]$", before) or re.match(r"[\-/]|\.\d", after) or _EXAMPLE_NUMBER.fullmatch(value):
        return False
    return bool(ssn.is_valid(value))


PERSONAL_RULES = (
    Rule(
        "e-mail",
        "email",
        r"\w@\w",
        r"[A-Za-z0-9][\w.%+\-]{0,63}@(?:[A-Za-z0-9\-]{1,63}\.){1,4}[A-Za-z]{2,18}\b",
        _email,
    ),
    Rule(
        "IBAN",
        "iban",
        r"\b[A-Z][A-Z]\d\d ?[A-Z0-9]{4} ?[A-Z0-9]{2}",
        r"\b[A-Z]{2}\d{2} ?[A-Z0-9]{4}(?: ?[A-Z0-9]{4}){1,6}(?: ?[A-Z0-9]{1,3})?\b",
        _iban,
    ),
    Rule(
        "card",
        "card",
        r"\b\d{4}[ \-]\d{4}[ \-]\d{4}[ \-]\d|\b\d{4}[ \-]\d{6}[ \-]\d|\d{13}",
        r"\b(?:\d{4}[ \-]\d{4}[ \-]\d{4}[ \-]\d{1,7}|\d{4}[ \-]\d{6}[ \-]\d{4,5}|\d{13,19})\b",
        _card,
    ),
    Rule("social security", "ssn", r"\b\d{3}-\d\d-\d{4}\b", r"\b\d{3}-\d{2}-\d{4}\b", _ssn),
    Rule(
        "telephone",
        "phone",
        r"\+\d[\d ().\-]{6}|\d{3}\)?[ .\-]\d{3}[.\-]\d{4}",
        r"\+\d[\d ().\-]{7,17}\d|\(?\b[2-9]\d{2}\)?[ .\-]{1,2}\d{3}[.\-]\d{4}\b",
        _phone,
    ),
    Rule("IPv4", "ip_address", r"\d\.\d{1,3}\.\d{1,3}\.\d", r"\b(?:\d{1,3}\.){3}\d{1,3}\b", _ip),
    Rule(
        "IPv6",
        "ip_address",
        r"\b[23][0-9a-fA-F]{3}:[0-9a-fA-F]*:",
        r"\b[23][0-9A-Fa-f]{3}(?::[0-9A-Fa-f]{0,4}){2,7}",
        _ip,
    ),
)
