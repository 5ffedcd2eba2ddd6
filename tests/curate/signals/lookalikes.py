"""What looks like secrets and personal data, in code, and is none."""

import random
import string
import uuid
from collections.abc import Iterator

from planted import BASE64, CODE_AFTER, CODE_BEFORE, EACH, HEX, Make, Sample, luhn, numbers, take, word

HARMLESS = {
    "placeholder key": (
        'api_key = "your-api-key-here-12"',
        'OPENAI_API_KEY="sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1"',
        'token = "<token-1>"',
        'aws_access_key_id = "AKIAIOSFODNN7EXAMPLE"',
        'secret = "changeme123"',
        'password = "REPLACE_ME_2024"',
        'github_token = "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
        'api_key = "0123456789abcdef0123456789abcdef"',
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    ),
    "reference": (
        'token = os.environ["API_TOKEN_V2"]',
        "password: ${{ secrets.DB_PASSWORD_2 }}",
        "api_key = config.get('api_key2')",
        'secret = f"{prefix}{uuid4().hex}"',
        "password = getpass.getpass('Password: ')",
        'export TOKEN="$(cat token2.txt)"',
        '"password": "%(password1)s"',
        "password=$PASSWORD1",
        "token = self._tokens.popleft()",
    ),
    "name of a secret": (
        'secret_name = "prod/orders/db-password-2"',
        'token_url = "https://auth.shop.io/oauth2/token"',
        'token_type = "bearer"',
        'password_field = "user_password_2"',
        'API_KEY_HEADER = "X-Api-Key-V2"',
        'secret_file = "/run/secrets/db2"',
        'tokenizer = "bert-base-uncased-v2"',
        'secret_version = "projects/p1/secrets/s1/versions/3"',
    ),
    "text about passwords": (
        '"password": "Enter your password (8 characters)"',
        "PASSWORD_HELP = 'Use 8 or more characters.'",
        "# password = minimum 12 characters",
        'error = "token: expected 2 parts, got 3"',
        "def check(password: str = ''): ...",
        'label(password="Passwort")',
        "self.assertEqual(token, 'abc123')",
        'raise ValueError("secret: bad base64")',
    ),
    "no mailbox": (
        "git@github.com:shop/orders.git",
        "hidden = self.state@weights.mean(axis=1)",
        "logits = x@w.T",
        "@app.route('/x')",
        "icon@2x.png",
        "12345+bot@users.noreply.github.com",
        "actions/checkout@v4",
        "npm install left-pad@1.3.0",
        "import x from '@scope/pkg.js'",
    ),
    "local address": (
        "postgres://postgres:postgres@localhost:5432/db",
        "redis://:secret@127.0.0.1:6379",
        "https://user:password@example.com/x",
        "http://{user}:{password}@{host}/",
        "amqp://guest:guest@broker.local:5672",
        "mysql://root:${DB_PASSWORD}@db/x",
        "https://github.com/a/b/blob/main/c.py:12@v1",
        "scheme://user:pass@host:80/path",
    ),
}
LOOKALIKES: dict[str, Make] = {
    "git hash": lambda r: f'{r.choice(["commit", "revision", "base_sha"])} = "{take(r, HEX, 40)}"',
    "digest": lambda r: f'"{r.choice(["sha256", "md5", "token_sha256", "password_hash"])}": "{take(r, HEX, 64)}",',
    "lock file": lambda r: f"    --hash=sha256:{take(r, HEX, 64)} \\\nintegrity: sha512-{take(r, BASE64, 86)}==",
    "UUID": lambda r: (
        f'{r.choice(["request_id", "namespace", "device"])} = UUID("{uuid.UUID(int=r.getrandbits(128))}")'
    ),
    "version": lambda r: (
        f'__version__ = "{numbers(r, 4, 200)}"\nChrome/{r.randrange(90, 130)}.0.{r.randrange(250)}.133'
    ),
    "dotted numbers": lambda r: f'oid = "1.3.6.1.4.1.{numbers(r, 2, 9999)}"\nrequests=={numbers(r, 4, 40)}',
    "image": lambda r: f'<img src="data:image/png;base64,iVBORw0KGgo{take(r, BASE64, 400)}=">',
    "embedded bytes": lambda r: "BLOB = (\n" + "\n".join(f'    b"{take(r, BASE64, 76)}"' for _ in range(9)) + "\n)",
    "example address": lambda r: (
        f"{word(r)}@{r.choice(['example.com', 'mail.example.net', 'host.invalid', 'localhost'])}"
    ),
    "private network": lambda r: (
        f'bind = "127.0.0.1"\nnodes = ["10.{numbers(r, 3, 255)}", "192.168.{numbers(r, 2, 255)}"]'
    ),
    "network of documentation": lambda r: (
        f'hosts = ["203.0.113.{r.randrange(255)}", "0.0.0.0", "2001:db8::{take(r, HEX, 4)}"]'
    ),
    "long number": lambda r: (
        f"tweet = {r.randrange(10**18, 10**19)}\nids = [{luhn('4' + take(r, '123', 14))}, {take(r, '23', 13)}]"
    ),
    "table of numbers": lambda r: "\n".join(", ".join(f"{r.uniform(-9, 9):.16f}" for _ in range(4)) for _ in range(6)),
    "date and time": lambda r: f'start = "20{r.randrange(10, 30)}-11-{r.randrange(10, 29)}T10:11:12+0100"',
    "book number": lambda r: f'isbn = "0-{r.randrange(100, 999)}-{r.randrange(10000, 99999)}-2"',
    "part number": lambda r: (
        f'part = "{"-".join(take(r, string.digits, 3) for _ in range(3))}"\nserial = "SN{take(r, "123", 9)}"'
    ),
    "network card": lambda r: f'mac = "{":".join(take(r, HEX, 2) for _ in range(6))}"',
    "number of nobody": lambda r: (
        f'phone = "{r.choice([212, 415, 503])}-555-01{take(r, string.digits, 2)}"\nssn = "123-45-6789"'
    ),
    "card of nobody": lambda r: f'card = "{r.choice(["4111 1111 1111 1111", "4242424242424242", "5555555555554444"])}"',
    "public key": lambda r: (
        f"-----BEGIN PUBLIC KEY-----\n{take(r, BASE64, 64)}\n{take(r, BASE64, 64)}\n-----END PUBLIC KEY-----"
    ),
    "public key of a login": lambda r: f"ssh-rsa AAAAB3NzaC1yc2E{take(r, BASE64, 350)} ann@laptop",
    "style": lambda r: (
        f'<div class="sk-{word(r)}-container-item sk-fading-circle-{word(r)}-large">\ncolor: #{take(r, HEX, 6)};'
    ),
    **{name: (lambda r, lines=lines: r.choice(lines)) for name, lines in HARMLESS.items()},
}


def negatives(seed: int = 0) -> Iterator[Sample]:
    """Snippets with nothing to find."""
    dice = random.Random(seed)
    for _ in range(EACH):
        for name, make in LOOKALIKES.items():
            yield Sample(name, dice.choice(CODE_BEFORE) + make(dice) + dice.choice(CODE_AFTER))
