"""nginx with one page as a file: what serving the same bytes can cost at least."""

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.world import free_port

PROGRAM = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
_CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; user root;
events {{ worker_connections 64; }}
http {{
  access_log off; keepalive_requests 100000; sendfile on; types {{ }} default_type "text/html; charset=utf-8";
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}/pages; add_header Content-Encoding br; }}
}}
"""


@contextmanager
def serving(folder: Path, page: bytes) -> Iterator[tuple[int, int]]:
    """Serve a page, compressed as it is, at `/page`; give the port and the process above the one that serves."""
    port = free_port()
    (folder / "pages").mkdir(parents=True)
    (folder / "pages" / "page").write_bytes(page)
    configuration = folder / "nginx.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port), encoding="utf-8")
    # It reads as somebody else what temporary folders keep to their owner.
    folder.chmod(0o755)
    process = subprocess.Popen([str(PROGRAM), "-c", str(configuration)], stderr=subprocess.DEVNULL)
    try:
        time.sleep(1)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
