"""A real nginx with our example configuration, on free ports of this machine."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port
from tests.running.certificate import make_certificate
from tests.running.installation import eventually
from tools.test_tools import find_nginx

ROOT = Path(__file__).parents[2]
AROUND = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/start.log;
{user}
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {example}
}}
"""


@dataclass
class Proxy:
    """Where the proxy answers, and what it writes."""

    folder: Path
    http: int
    https: int
    certificate: Path

    @property
    def said(self) -> str:
        """All its logs."""
        return "\n".join(path.read_text() for path in self.folder.glob("*.log"))


@contextmanager
def running_proxy(folder: Path, https: int, behind: int) -> Iterator[Proxy]:
    """nginx on the port `https` in front of the port `behind`. Only ports and paths of the
    example are changed."""
    certificate, key = make_certificate(folder)
    proxy = Proxy(folder, free_port(), https, certificate)
    example = (ROOT / "deploy" / "nginx.conf").read_text()
    for theirs, ours in {
        "127.0.0.1:8000": f"127.0.0.1:{behind}",
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen 127.0.0.1:{proxy.http};",
        "listen 443 ssl": f"listen 127.0.0.1:{proxy.https} ssl",
        "/etc/letsencrypt/live/brobygger.example/fullchain.pem": str(certificate),
        "/etc/letsencrypt/live/brobygger.example/privkey.pem": str(key),
        "/var/log/nginx/": f"{folder}/",
    }.items():
        assert theirs in example, theirs
        example = example.replace(theirs, ours)
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(AROUND.format(folder=folder, example=example, user=user))
    nginx = find_nginx()
    assert nginx, "nginx mangler; make tools henter den"
    command = [nginx, "-c", str(configuration), "-p", str(folder), "-e", f"{folder}/start.log"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        eventually(
            lambda: (folder / "nginx.pid").exists() or process.poll() is not None, "nginx to start"
        )
        assert process.poll() is None, proxy.said
        yield proxy
    finally:
        process.terminate()
        process.wait(20)
