"""A provider of identities on loopback, which says and signs what a test tells it to."""

import json
import time
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode

import jwt


class Answers(BaseHTTPRequestHandler):
    """What the provider says; a class made of this one has what it is told to say as `told`."""

    told: SimpleNamespace

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == "/door":
            self.let_in({name: values[0] for name, values in parse_qs(query).items()})
        else:
            self.answer({"/who": self.told.person, "/keys": self.told.keys}.get(path, self.told.configuration))

    def let_in(self, asked: dict[str, str]) -> None:
        self.told.nonce = asked["nonce"]
        self.send_response(302)
        self.send_header(
            "Location", f"{asked['redirect_uri']}?{urlencode({'code': 'c', 'state': asked['state']})}"
        )
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        self.told.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        token = {"id_token": self.token()} if self.told.signs else {}
        self.answer({"access_token": "for-a-while", "token_type": "Bearer", **token})

    def token(self) -> str:
        claims = {
            "iss": self.told.address, "sub": "77", "aud": "daily8", "nonce": self.told.nonce,
            "iat": int(time.time()), "exp": int(time.time()) + 300,
        }  # fmt: skip
        said = {name: value for name, value in (claims | self.told.claims).items() if value is not None}
        return jwt.encode(said, self.told.key, algorithm=self.told.algorithm, headers=self.told.header)

    def answer(self, value: object) -> None:
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        pass
