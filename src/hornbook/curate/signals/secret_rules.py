"""
What keys, tokens and passwords look like.

Services give their keys a prefix and a length, which make the rules sharp; the formats are those that the services document.
Passwords and keys without a prefix are found by the name they are assigned to. Whatever says of itself that it is an example
is none. A pass phrase of plain words is not found: nothing tells it from other names.
"""

import base64
import math
import re
from collections import Counter

from hornbook.curate.signals.findings import Check, Rule

_EXAMPLE = re.compile(
    r"example|sample|placeholder|change.?me|replace|insert|your|dummy|fake|redact|todo|foobar|x{4}|\*{3}|\.{3}|0{6}|1{6}"
    r"|12345|54321|abcde|qwerty|eyJzdWIiOiIxMjM0NTY3ODkw",
    re.IGNORECASE,
)
_EVERYDAY = re.compile(
    r"test|passw|secret|token|api.?key|admin|letmein|welcome|hunter|login|default|none|null", re.IGNORECASE
)
_TEMPLATE = re.compile(r"^[<{%$@&]|[>}%]$|\$[{(]|\{[\w,]*\}|%\(|%[sd]|://|<[\w-]+>")
# No character fits in two ways, or a long value could take for ever.
_WORD = r"(?:(?:[a-z]+|[A-Z](?:[A-Z]*|[a-z]{2,}))(?:[A-Z][a-z]{2,})*)?\d{0,3}"
_WORDS = re.compile(rf"^{_WORD}([_./:\-]+{_WORD})*$")
_HARMLESS_NAME = re.compile(
    r"(url|uri|name|_id|type|file|path|field|header|env|var|prefix|suffix|hash|digest|sha\d*|md5|checksum|fingerprint|endpoint"
    r"|regex|pattern|format|length|label|hint|help|error|msg|message|izer|ize|izing|public|version|arn|count|class|template"
    r"|::\w+|(next|page|pagination|continuation|cursor|sync|lock|resume).?token)"
    r"s?[\"'\]]{0,2}\s*(:=|=>|[:=,])\s*(default ?= ?)?\w?[\"']?$",
    re.IGNORECASE,
)
_PASSWORD_NAME = re.compile("passw|pwd|passphrase|secret", re.IGNORECASE)
_CLASSES = tuple(map(re.compile, ("[a-z]", "[A-Z]", "[0-9]", r"[^A-Za-z0-9_./:\-]")))
_KEYWORDS = (
    r"(?i:passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|private[_-]?key|account[_-]?key"
    r"|signing[_-]?key|encryption[_-]?key|credential)"
)


def entropy(text: str) -> float:
    """Shannon's entropy of a text's characters, in bits a character."""
    counts = Counter(text)
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts.values())


def _key(value: str, before: str, after: str) -> bool:
    """A key with a prefix: random, and no example."""
    return entropy(value) >= 3 and not _EXAMPLE.search(value)


def _mixed_key(value: str, before: str, after: str) -> bool:
    """A key whose prefix other names have as well: with digits, small and capital letters."""
    return _key(value, before, after) and bool(
        re.search("[0-9].*[0-9]", value) and re.search("[A-Z]", value) and re.search("[a-z]", value)
    )


def _private_key(value: str, before: str, after: str) -> bool:
    """A block with at least one line of base64."""
    body = "".join(re.findall(r"[A-Za-z0-9+/=]{16,}", re.sub(r"\\[nr]", " ", value)))
    return len(body) >= 64 and entropy(body) >= 4


def _assigned(value: str, before: str, after: str) -> bool:
    """
    A value behind a name such as `api_key`: no words, path, template or everyday password.

    A key has letters and digits and looks random; a password has three sorts of characters.
    """
    if any(known.search(value) for known in (_EXAMPLE, _EVERYDAY, _TEMPLATE, _WORDS)) or _HARMLESS_NAME.search(before):
        return False
    sorts = [bool(sort.search(value)) for sort in _CLASSES]
    if len(value) >= 16 and (sorts[0] or sorts[1]) and sorts[2]:
        return entropy(value) >= 3.2
    return sum(sorts) >= 3 and entropy(value) >= 2.5 and bool(_PASSWORD_NAME.search(before))


def _url_password(value: str, before: str, after: str) -> bool:
    """The password in an address, but for those of examples and of this machine."""
    user = before.rsplit("://", 1)[-1].rstrip(":")
    host = after[1:].lower()
    if re.match(
        r"localhost|127\.|0\.0\.0\.0|\[?::1|example|[\w.-]*\.(example|test|invalid|local)\b|host\b|server\b", host
    ):
        return False
    plain = _EXAMPLE.search(value) or _EVERYDAY.search(value) or _TEMPLATE.search(value)
    return not plain and value != user and value.lower() not in ("pass", "pw", "pwd", "user") and entropy(value) >= 2


def _basic(value: str, before: str, after: str) -> bool:
    """User and password in base64."""
    try:
        user, colon, password = base64.b64decode(value, validate=True).decode().partition(":")
    except ValueError:
        return False
    return bool(user and colon and password) and not (_EXAMPLE.search(password) or _EVERYDAY.search(password))


def _prefixed(name: str, kind: str, hint: str, pattern: str, check: Check = _key) -> Rule:
    return Rule(name, kind, hint, pattern, check)


SECRET_RULES = (
    Rule(
        "private key",
        "private_key",
        r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY",
        r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-[^-])*-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----",
        _private_key,
        reach=16_000,
    ),
    _prefixed("AWS", "api_key", r"\bA[KS]IA[A-Z2-7]", r"\bA[KS]IA[A-Z2-7]{16}\b"),
    _prefixed("Google", "api_key", r"\bAIza|GOCSPX-", r"\b(?:AIza[\w-]{35}|GOCSPX-[\w-]{28})"),
    _prefixed("Stripe", "api_key", r"\b[rs]k_live_", r"\b[rs]k_live_[A-Za-z0-9]{20,}\b"),
    _prefixed("OpenAI, Anthropic", "api_key", r"\bsk-\w", r"\bsk-[\w-]{30,}", _mixed_key),
    _prefixed("SendGrid", "api_key", r"\bSG\.", r"\bSG\.[\w-]{16,32}\.[\w-]{32,64}"),
    _prefixed("Twilio", "api_key", r"\bSK[0-9a-f]{4}", r"\bSK[0-9a-f]{32}\b"),
    _prefixed("Mailgun", "api_key", r"\bkey-[0-9a-f]", r"\bkey-[0-9a-f]{32}\b"),
    _prefixed("Mailchimp", "api_key", r"[0-9a-f]-us\d", r"\b[0-9a-f]{32}-us\d{1,2}\b"),
    _prefixed("Azure", "api_key", r"AccountKey=", r"AccountKey=([A-Za-z0-9+/]{86}==)"),
    _prefixed("New Relic", "api_key", r"\bNRAK-", r"\bNRAK-[A-Z0-9]{27}\b"),
    _prefixed("Square", "api_key", r"\bsq0[a-z]", r"\bsq0[a-z]{3}-[\w-]{22,43}"),
    _prefixed(
        "GitHub", "access_token", r"\bgh[opusr]_|github_pat_", r"\b(?:gh[opusr]_[A-Za-z0-9]{36,}|github_pat_\w{82})\b"
    ),
    _prefixed("GitLab", "access_token", r"\bgl[a-z]{2,5}-[\w-]", r"\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|agent)-[\w-]{20,}"),
    _prefixed("Slack", "access_token", r"\bxox[a-z]-", r"\bxox[abceoprs]-[A-Za-z0-9-]{20,}"),
    _prefixed(
        "Slack webhook", "access_token", r"hooks\.slack\.com/", r"hooks\.slack\.com/services/T\w+/B\w+/(\w{20,})"
    ),
    _prefixed("Hugging Face", "access_token", r"\bhf_\w", r"\bhf_[A-Za-z0-9]{30,}\b"),
    _prefixed("npm", "access_token", r"\bnpm_\w", r"\bnpm_[A-Za-z0-9]{36}\b"),
    _prefixed("PyPI", "access_token", r"\bpypi-AgE", r"\bpypi-AgE[\w-]{50,}"),
    _prefixed("Telegram", "access_token", r"\d:AA", r"\b\d{8,10}:AA[\w-]{33}"),
    _prefixed(
        "Discord",
        "access_token",
        r"\b[MNO][\w-]+\.[\w-]{6}\.",
        r"\b[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}",
        _mixed_key,
    ),
    _prefixed("DigitalOcean", "access_token", r"\bdo[opr]_v1_", r"\bdo[opr]_v1_[0-9a-f]{64}\b"),
    _prefixed("Databricks", "access_token", r"\bdapi[0-9a-f]", r"\bdapi[0-9a-f]{32}\b"),
    _prefixed("Shopify", "access_token", r"\bshp[a-z]{2}_", r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b"),
    _prefixed("Grafana", "access_token", r"\bglsa_", r"\bglsa_\w{32}_[0-9a-fA-F]{8}\b"),
    _prefixed("Docker", "access_token", r"\bdckr_pat_", r"\bdckr_pat_[\w-]{27}"),
    _prefixed("Google OAuth", "access_token", r"\bya29\.", r"\bya29\.[\w-]{30,}"),
    _prefixed("JSON Web Token", "access_token", r"\beyJ[\w-]+\.eyJ", r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}"),
    Rule("bearer", "access_token", r"(?i:bearer) +[\w-]", r"(?i:bearer) +([\w.~+/=-]{20,})", _mixed_key),
    Rule(
        "basic",
        "password",
        r"(?i:basic) +\w",
        r"(?i:authorization)[^\w\n]{1,9}(?i:basic) +([A-Za-z0-9+/]{8,}={0,2})",
        _basic,
    ),
    Rule(
        "address",
        "password",
        r"://[^\s/@\"'<>]*:[^\s/@\"'<>]+@",
        r"[A-Za-z][A-Za-z0-9+.-]*://[^\s:/@\"'<>{}]{0,64}:([^\s/@\"'<>{}]{3,100})@[\w.\[-]",
        _url_password,
    ),
    Rule(
        "assignment",
        "password",
        _KEYWORDS + r"[\w\-]*[\"'\]]* *(?::=|=>|[:=,]) *(?:default ?=)?\w? ?[\"']\S",
        _KEYWORDS
        + r"[\w\-]{0,30}(?:[\"'\]]{0,2} {0,3}(?::=|=>|[:=])|[\"'] {0,3},) {0,3}(?:default ?= ?)?[rbuf]?"
        + r"(?:\"([^\"\s]{8,200})\"|'([^'\s]{8,200})')",
        _assigned,
    ),
    Rule(
        "setting",
        "password",
        r"^[ \t]*(?:export )?[\w\-]*" + _KEYWORDS + r"[\w\-]*(?:=|: +)[^\s\"'(]+[ \t\r]*$",
        r"^[ \t]*(?:export )?[\w\-]{0,30}" + _KEYWORDS + r"[\w\-]{0,30}(?:=|: +)([^\s\"'(){}\[\],;]{8,200})[ \t\r]*$",
        _assigned,
    ),
)
