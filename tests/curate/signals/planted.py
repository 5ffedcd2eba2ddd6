"""Secrets and personal data planted in code. All values come from a seeded generator, in the formats of their issuers."""

import base64
import json
import random
import string
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

EACH = 14  # samples of each name
BASE62 = string.ascii_letters + string.digits
BASE64 = BASE62 + "+/"
URL_SAFE = BASE62 + "-_"
HEX = "0123456789abcdef"
WORDS = (
    "otter",
    "maple",
    "quartz",
    "harbor",
    "velvet",
    "thunder",
    "pickle",
    "saddle",
    "comet",
    "lantern",
    "marble",
    "ginger",
)


@dataclass(frozen=True)
class Sample:
    """A snippet, what it is called, and the kind and value planted in it: None in what looks like something only."""

    name: str
    text: str
    kind: str | None = None
    value: str | None = None


def take(random: random.Random, alphabet: str, count: int) -> str:
    return "".join(random.choices(alphabet, k=count))


def luhn(digits: str) -> str:
    """The digits with the check digit behind them."""
    total = sum(sum(divmod(int(digit) * (2 - index % 2), 10)) for index, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def iban(random: random.Random, country: str, layout: str) -> str:
    account = "".join(random.choice(string.ascii_uppercase if sign == "A" else string.digits) for sign in layout)
    numbers = "".join(str(int(sign, 36)) for sign in account + country + "00")
    return f"{country}{98 - int(numbers) % 97:02d}{account}"


def jwt(random: random.Random) -> str:
    def part(values: dict[str, object]) -> str:
        return base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")

    claims = {"sub": str(random.randrange(10**6)), "iat": random.randrange(16 * 10**8, 18 * 10**8), "scope": "read"}
    return ".".join([part({"alg": "HS256", "typ": "JWT"}), part(claims), take(random, URL_SAFE, 43)])


def pem(random: random.Random) -> str:
    label = random.choice(["RSA ", "EC ", "OPENSSH ", "", "ENCRYPTED "])
    body = "\n".join(take(random, BASE64, 64) for _ in range(random.randrange(4, 26)))
    return f"-----BEGIN {label}PRIVATE KEY-----\n{body}\n{take(random, BASE64, 22)}==\n-----END {label}PRIVATE KEY-----"


def word(random: random.Random) -> str:
    return random.choice(WORDS)


def numbers(random: random.Random, count: int, below: int) -> str:
    return ".".join(str(random.randrange(below)) for _ in range(count))


def password(random: random.Random) -> str:
    """As people and generators make them: some from words alone, which no rule tells from other names."""
    style = random.randrange(6)
    if style == 0:
        return "-".join(word(random) for _ in range(4))
    if style <= 2:
        return word(random).capitalize() + take(random, string.digits, 3) + random.choice("!#*?") + word(random)[:3]
    return take(random, BASE62 + "!#*?-_", random.randrange(10, 22))


ASSIGNMENTS = (
    '{name} = "{value}"',
    "{name} = '{value}'  # rotate in spring",
    'config["{name}"] = "{value}"',
    '    "{name}": "{value}",',
    'client = Client({name}="{value}", timeout=30)',
    "export {upper}={value}",
    "{upper}={value}",
    'const {name} = "{value}";',
    '  {name}: "{value}"',
    'os.environ.setdefault("{upper}", "{value}")',
    'parser.add_argument("--{name}", default="{value}")',
)
LOOSE = (
    "# last tried with {value}",
    'run(["deploy", "--with", "{value}"])',
    'headers = {{"X-Key": "{value}"}}',
    '    """Falls back to {value} when nothing is set."""',
    "curl -H 'X-Key: {value}' https://api.shop.io/v1/orders",
)
CODE_BEFORE = (
    "import os\n\n\ndef fetch(page):\n    return get(f'https://api.shop.io/v1/orders?page={page}').json()\n\n",
    "class Settings:\n    debug = False\n    retries = 3\n\n",
    "# Deployment settings of the order service\nregion: eu-west-1\nreplicas: 3\n",
    "def total(rows):\n    return sum(row['price'] * row['count'] for row in rows)\n\n\n",
    "",
)
CODE_AFTER = ("\nif __name__ == '__main__':\n    main()\n", "\nlog_level = 'info'\n", "\n", "")


def planted(
    random: random.Random, name: str, kind: str, value: str, lines: tuple[str, ...], variable: str = "key"
) -> Sample:
    line = random.choice(lines).format(name=variable, upper=variable.upper(), value=value)
    return Sample(name, random.choice(CODE_BEFORE) + line + random.choice(CODE_AFTER), kind, value)


Make = Callable[[random.Random], str]

KEYS: dict[str, tuple[str, Make]] = {
    "AWS key": ("api_key", lambda r: "AKIA" + take(r, string.ascii_uppercase + "234567", 16)),
    "Google key": ("api_key", lambda r: "AIza" + take(r, URL_SAFE, 35)),
    "Stripe key": ("api_key", lambda r: r.choice(["sk_live_", "rk_live_"]) + take(r, BASE62, r.choice([24, 99]))),
    "OpenAI key": ("api_key", lambda r: "sk-proj-" + take(r, URL_SAFE, 74) + "T3BlbkFJ" + take(r, URL_SAFE, 74)),
    "Anthropic key": ("api_key", lambda r: "sk-ant-api03-" + take(r, URL_SAFE, 93) + "AA"),
    "SendGrid key": ("api_key", lambda r: f"SG.{take(r, URL_SAFE, 22)}.{take(r, URL_SAFE, 43)}"),
    "Twilio key": ("api_key", lambda r: "SK" + take(r, HEX, 32)),
    "Mailgun key": ("api_key", lambda r: "key-" + take(r, HEX, 32)),
    "GitHub token": (
        "access_token",
        lambda r: r.choice(["ghp_" + take(r, BASE62, 36), f"github_pat_{take(r, BASE62, 22)}_{take(r, BASE62, 59)}"]),
    ),
    "GitLab token": ("access_token", lambda r: "glpat-" + take(r, URL_SAFE, 20)),
    "Slack token": (
        "access_token",
        lambda r: f"xoxb-{take(r, string.digits, 12)}-{take(r, string.digits, 13)}-{take(r, BASE62, 24)}",
    ),
    "Hugging Face token": ("access_token", lambda r: "hf_" + take(r, string.ascii_letters, 34)),
    "npm token": ("access_token", lambda r: "npm_" + take(r, BASE62, 36)),
    "PyPI token": ("access_token", lambda r: "pypi-AgEIcHlwaS5vcmc" + take(r, URL_SAFE, 130)),
    "Telegram token": ("access_token", lambda r: f"{r.randrange(10**8, 10**10)}:AA{take(r, URL_SAFE, 33)}"),
    "JSON Web Token": ("access_token", jwt),
    "DigitalOcean token": ("access_token", lambda r: "dop_v1_" + take(r, HEX, 64)),
    "Databricks token": ("access_token", lambda r: "dapi" + take(r, HEX, 32)),
}
NAMED: dict[str, tuple[tuple[str, ...], Make]] = {
    "AWS secret": (("aws_secret_access_key",), lambda r: take(r, BASE64, 40)),
    "hexadecimal key": (("api_key", "client_secret", "secret_key"), lambda r: take(r, HEX, r.choice([32, 40, 64]))),
    "mixed key": (("api_key", "auth_token", "app_secret"), lambda r: take(r, BASE62, r.randrange(20, 48))),
    "UUID key": (("api_key", "access_token"), lambda r: str(uuid.UUID(int=r.getrandbits(128)))),
    "password": (("password", "db_password", "smtp_pwd", "passphrase"), password),
}
PERSONAL: dict[str, tuple[str, tuple[str, ...], Make]] = {
    "e-mail": (
        "email",
        ('__author__ = "Ann Berg <{value}>"', "# {value} wrote this", 'admins = ["{value}"]', "maintainer: {value}"),
        lambda r: (
            f"{word(r)}.{word(r)}{r.choice(['', '7', '_91'])}@{word(r)}{r.choice(['mail.com', '-labs.io', '.uni-bonn.de', '.co.uk'])}"
        ),
    ),
    "telephone": (
        "phone",
        ('phone = "{value}"', "# Call {value} in an emergency", '  "mobile": "{value}",', "Tel.: {value}"),
        lambda r: r.choice(
            [
                f"({r.choice([212, 415, 503, 617, 713])}) {r.randrange(220, 540)}-{r.randrange(1000, 9999)}",
                f"{r.choice([212, 415, 503, 617, 713])}-{r.randrange(220, 540)}-{r.randrange(1000, 9999)}",
                f"+1 {r.choice([212, 415, 503])} {r.randrange(220, 540)} {r.randrange(1000, 9999)}",
                f"+44 20 {r.choice([7, 8])}{r.randrange(100, 999)} {r.randrange(1000, 9999)}",
                f"+49 30 {r.randrange(200000, 999999)}{r.randrange(10, 99)}",
            ]
        ),
    ),
    "IP address": (
        "ip_address",
        ('host = "{value}"', "server {value}:8443;", "# seen from {value} at night", '{value} - - "GET /orders"'),
        lambda r: (
            f"{r.choice([13, 34, 52, 81, 93, 140, 185, 201])}.{r.randrange(1, 255)}.{r.randrange(1, 255)}.{r.randrange(40, 255)}"
        ),
    ),
    "card": (
        "card",
        ('card_number = "{value}"', '"credit_card": "{value}"', "# charged {value} (Visa)", "payment,{value},12/29"),
        lambda r: (lambda digits: r.choice([digits, " ".join(digits[at : at + 4] for at in range(0, 16, 4))]))(
            luhn(r.choice(["40", "45", "51", "55"]) + take(r, string.digits, 13))
        ),
    ),
    "IBAN": (
        "iban",
        ('iban = "{value}"', "# refund to {value}", "account: {value}"),
        lambda r: r.choice(
            [
                iban(r, "DE", "0" * 18),
                iban(r, "GB", "AAAA" + "0" * 14),
                iban(r, "NL", "AAAA" + "0" * 10),
                iban(r, "AT", "0" * 16),
            ]
        ),
    ),
    "social security number": (
        "ssn",
        ('ssn = "{value}"', "# {value} is on file", '"tax_id": "{value}"'),
        lambda r: f"{r.randrange(101, 665)}-{r.randrange(10, 99)}-{r.randrange(1001, 9999)}",
    ),
}


def positives(seed: int = 0) -> Iterator[Sample]:
    """Snippets with one thing to find each."""
    dice = random.Random(seed)
    for _ in range(EACH):
        for name, (kind, make) in KEYS.items():
            yield planted(
                dice, name, kind, make(dice), ASSIGNMENTS + LOOSE, dice.choice(["key", "token", "api_key", "k"])
            )
        for name, (variables, make) in NAMED.items():
            yield planted(dice, name, "password", make(dice), ASSIGNMENTS, dice.choice(variables))
        for name, (kind, lines, make) in PERSONAL.items():
            yield planted(dice, name, kind, make(dice), lines)
        block = pem(dice)
        quoted = block.replace("\n", "\\n") if dice.random() < 0.3 else block
        yield planted(
            dice, "private key", "private_key", quoted, ('KEY = """{value}"""', "key: |\n{value}", 'k = "{value}"')
        )
        address = password(dice)
        lines = (
            'URL = "postgresql://orders:{value}@db.shop.io:5432/orders"',
            "git clone https://ci:{value}@git.shop.io/a/b.git",
        )
        yield planted(dice, "password in an address", "password", address.replace("#", "!").replace("?", "*"), lines)
        bearer = (
            'headers = {{"Authorization": "Bearer {value}"}}',
            "curl -H 'Authorization: Bearer {value}' https://shop.io",
        )
        yield planted(dice, "bearer", "access_token", take(dice, URL_SAFE, dice.randrange(32, 64)), bearer)
