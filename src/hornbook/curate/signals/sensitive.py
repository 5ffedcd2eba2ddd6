"""Secrets and personal data: how many of each kind a document holds, and how to take them out."""

from collections import Counter
from functools import cache

import numpy as np
import pyarrow as pa

from hornbook.curate.signals.findings import Finder
from hornbook.curate.signals.personal_rules import PERSONAL_RULES
from hornbook.curate.signals.secret_rules import SECRET_RULES
from hornbook.curate.signals.signal import score
from hornbook.curate.signals.texts import Texts, texts_of

_COLUMNS = {
    "private_key": score("private_keys", pa.int32(), "number of private keys (PEM, OpenSSH, PGP)"),
    "api_key": score("api_keys", pa.int32(), "number of keys of services, by their prefix"),
    "access_token": score("access_tokens", pa.int32(), "number of access tokens, by their prefix or behind `Bearer`"),
    "password": score("passwords", pa.int32(), "number of passwords and other keys, by the name they are assigned to"),
    "email": score("emails", pa.int32(), "number of e-mail addresses"),
    "phone": score("phones", pa.int32(), "number of telephone numbers"),
    "ip_address": score("ip_addresses", pa.int32(), "number of public IP addresses"),
    "card": score("cards", pa.int32(), "number of payment card numbers"),
    "iban": score("ibans", pa.int32(), "number of bank account numbers (IBAN)"),
    "ssn": score("ssns", pa.int32(), "number of social security numbers of the United States"),
}


SENSITIVE_COLUMNS = tuple(column.name for column in _COLUMNS.values())


class Sensitive:
    """Counts of secrets and personal data by kind; see `secret_rules` and `personal_rules` for what does and does not count."""

    name = "sensitive"
    version = 1
    fields = tuple(_COLUMNS.values())

    def measure(self, batch: pa.RecordBatch) -> dict[str, pa.Array]:
        texts = texts_of(batch)
        counts = {kind: np.zeros(len(texts), np.int32) for kind in _COLUMNS}
        for finding in _finder().find(texts):
            counts[finding.rule.kind][finding.text] += 1
        return {column.name: pa.array(counts[kind]) for kind, column in _COLUMNS.items()}


def redact(text: str) -> tuple[str, dict[str, int]]:
    """
    Put `<EMAIL>`, `<API_KEY>` and so on in the place of all findings; and how many there were of each kind.

    What the text without them would lead to is replaced as well, so that redacting again changes nothing.
    """
    counts: Counter[str] = Counter()
    while True:
        texts = Texts(pa.array([text], pa.string()))
        findings = _finder().find(texts)
        if not findings:
            return text, dict(counts)
        data, pieces, position = texts.data.tobytes(), [], 0
        for finding in findings:
            pieces += [data[position : finding.start], f"<{finding.rule.kind.upper()}>".encode()]
            position = finding.end
            counts[finding.rule.kind] += 1
        text = b"".join([*pieces, data[position:]]).decode()


@cache
def _finder() -> Finder:
    return Finder((*SECRET_RULES, *PERSONAL_RULES))
