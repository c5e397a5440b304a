"""The whole house in one process: web server, worker, deliveries and scheduler (engine.md 23).

With DATABASE_URL and REDIS_URL set only the web server runs here: Celery's workers and beat do the rest elsewhere.
"""

import fcntl
import signal
import socket
import sys
from argparse import ArgumentParser
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any

import uvicorn
from django.apps import apps
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from campaigns.runtime import embedded
from designer.server import Server


class Command(BaseCommand):
    help = "Starts the designer: migrates, makes the demo when there is no workspace yet, and serves."
    requires_system_checks = ["database"]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--host", default=settings.HOST)
        parser.add_argument("--without-demo", action="store_true", help="do not make the workspace Demo")
        parser.add_argument("--with-worker", action="store_true", help="run the worker here although Redis is set")

    def handle(self, *, host: str, port: int, without_demo: bool, with_worker: bool, **_: Any) -> None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        with ExitStack() as stack, suppress(KeyboardInterrupt):
            if not settings.DATABASE_URL:
                stack.enter_context(alone_in(settings.DATA_DIR))
            listening = stack.enter_context(listen(host, port))
            self.prepare(without_demo)
            self.serve(listening, with_worker=with_worker or not settings.REDIS_URL)

    def prepare(self, without_demo: bool) -> None:
        self.say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
        unfinished = settings.DATA_DIR / "demo-unfinished"  # so that a first start that was cut off is made up for
        is_empty = not apps.get_model("campaigns", "Workspace").objects.exists()
        if unfinished.exists() or (is_empty and not without_demo):
            self.say("Making the workspace Demo …")
            unfinished.touch()
            call_command("make_demo", stdout=self.stdout)
            unfinished.unlink()
        refuse_known_password()

    def serve(self, listening: socket.socket, *, with_worker: bool) -> None:
        from designer.asgi import application

        server = Server(
            uvicorn.Config(
                application,
                log_config=None,
                access_log=False,
                lifespan="off",
                ws="websockets-sansio",
                ws_max_size=64 * 1024,  # browsers ask for little; it is the news that are long
                timeout_graceful_shutdown=3,
            ),
            started=lambda: self.announce(listening, with_worker=with_worker),
        )
        worker = embedded if with_worker else None
        try:
            if worker:
                worker.start()
            server.run(sockets=[listening])
        finally:
            self.say("\nStopping …")
            if worker:
                worker.stop()
            self.say("Stopped. Everything that was saved is kept.")

    def announce(self, listening: socket.socket, *, with_worker: bool) -> None:
        host, port = listening.getsockname()[:2]
        self.say(f"\n  The designer is at  http://{host}:{port}")
        if authenticate(username=settings.DEMO_USERNAME, password=settings.DEMO_PASSWORD):
            self.say(f"  Sign in as          {settings.DEMO_USERNAME}  with the password  {settings.DEMO_PASSWORD}")
        if not with_worker:
            self.say("  Workers             run elsewhere: celery -A designer worker, celery -A designer beat")
        self.say("  Stop with           Ctrl-C\n")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def refuse_known_password() -> None:
    """Made while the designer was this machine's own, the demo's user would let in everybody who has read of it."""
    name = settings.DEMO_USERNAME
    if settings.IS_PUBLIC and authenticate(username=name, password=settings.KNOWN_DEMO_PASSWORD):
        raise CommandError(
            f"Others can reach this designer, and {name} still has the password that everybody knows. "
            f"Set another one: manage.py changepassword {name}"
        )


def listen(host: str, port: int) -> socket.socket:
    """Taken before anything else is done, so that a taken port is said at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise CommandError(
            f"Port {port} on {host} cannot be used ({error.strerror}). Set PORT to another one."
        ) from error
    return listening


def alone_in(folder: Path) -> IO[str]:
    """Writers queue within one process only; the lock ends with the process, however it ends."""
    lock = (folder / "serve.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise CommandError(f"Another designer is running on {folder}. Set DATA_DIR to another folder.") from error
    return lock
