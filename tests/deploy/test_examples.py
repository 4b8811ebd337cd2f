"""The examples in deploy/ say nothing that daily8, systemd or nginx would not understand."""

import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from daily8 import cli
from daily8.config.settings import environment

DEPLOY = Path(__file__).parents[2] / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
UNITS = [path for path in FILES if path.suffix in (".service", ".timer")]
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_every_setting_that_is_named_is_one(file):
    named = set(re.findall(r"\b(DAILY8_\w+|DATABASE_URL)\b", file.read_text()))

    assert named <= environment.settings.keys()


@pytest.mark.parametrize("file", UNITS, ids=lambda path: path.name)
def test_every_unit_starts_a_command_that_there_is(file):
    commands = re.findall(r"^ExecStart=\S+/daily8 (\S+)", file.read_text(), re.MULTILINE)

    assert set(commands) <= cli.COMMANDS.keys()
    assert len(commands) == (file.suffix == ".service")


def test_the_container_runs_a_command_that_there_is_and_asks_an_address_that_there_is():
    text = (DEPLOY / "Containerfile").read_text()

    assert re.search(r'^CMD \["(\w+)"\]', text, re.MULTILINE)[1] in cli.COMMANDS
    assert "http://127.0.0.1:8000/ready" in text
    assert re.search(r"^USER daily8$", text, re.MULTILINE)


def test_the_container_is_given_all_that_the_package_is_built_of():
    text = (DEPLOY / "Containerfile").read_text()
    copied = {name for line in re.findall(r"^COPY (?!--)(.+)", text, re.MULTILINE) for name in line.split()[:-1]}

    assert {
        "requirements.lock",
        "pyproject.toml",
        "hatch_build.py",
        "README.md",
        "LICENSE",
        "daily8",
        "locale",
    } <= copied
    assert all((DEPLOY.parent / name).exists() for name in copied)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze")
@pytest.mark.parametrize("file", UNITS, ids=lambda path: path.name)
def test_systemd_understands_the_unit(file, tmp_path):
    for unit in UNITS:
        text = unit.read_text().replace("/opt/daily8/.venv/bin/daily8", "/bin/true")
        (tmp_path / unit.name.replace("@.", "@1.")).write_text(text)

    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / file.name.replace("@.", "@1."))],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.skipif(NGINX is None, reason="there is no nginx")
def test_nginx_understands_its_example(tmp_path):
    certify(tmp_path)
    site = (DEPLOY / "nginx.conf").read_text()
    site = site.replace("/etc/letsencrypt/live/news.example.org", str(tmp_path))
    site = re.sub(r"listen (\[::\]:)?(\d+)", r"listen 127.0.0.1:2\2", re.sub(r".*\[::\].*\n", "", site))
    temporary = "".join(f"{name}_temp_path {tmp_path}/{name};" for name in ("client_body", "proxy", "fastcgi"))
    temporary += f"uwsgi_temp_path {tmp_path}/uwsgi; scgi_temp_path {tmp_path}/scgi;"
    whole = f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {temporary}\n{site} }}"
    (tmp_path / "nginx.conf").write_text(whole)

    done = subprocess.run(
        [str(NGINX), "-t", "-q", "-e", str(tmp_path / "log"), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def certify(folder: Path) -> None:
    """Write a certificate that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example.org")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1)
    )
    (folder / "fullchain.pem").write_bytes(
        made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
