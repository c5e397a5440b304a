"""A mail server for tests: it speaks enough SMTP, keeps what it was given, and refuses whom it is told to refuse."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """`refusals` maps an address to the whole reply to it; `hangs_up` cuts the line after a mail was taken, before the
    sender is told so, as many times as it says. `calls` counts the connections."""

    port: int = 0
    taken: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    hangs_up: int = 0
    calls: int = 0

    @property
    def mails(self) -> list[EmailMessage]:
        return [mail for _, mail in self.taken]


@contextlib.contextmanager
def mail_server() -> Iterator[MailServer]:
    state = MailServer()

    class Talk(_Talk):
        server_state = state

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


class _Talk(socketserver.StreamRequestHandler):
    server_state: MailServer

    def handle(self) -> None:
        self.server_state.calls += 1
        self._say("220 tests")
        recipients: list[str] = []
        while line := self.rfile.readline():
            words = line.decode().strip()
            match words.split(" ")[0].upper():
                case "EHLO" | "HELO":
                    self._say("250 tests")
                case "RCPT":
                    address = words.partition("<")[2].partition(">")[0]
                    refusal = self.server_state.refusals.get(address)
                    if refusal is None:
                        recipients.append(address)
                    self._say(refusal or "250 ok")
                case "DATA":
                    self._say("354 go on")
                    self.server_state.taken.append((recipients, self._mail()))
                    recipients = []
                    if self.server_state.hangs_up:
                        self.server_state.hangs_up -= 1
                        return
                    self._say("250 taken")
                case "QUIT":
                    self._say("221 bye")
                    return
                case "RSET":
                    recipients = []
                    self._say("250 ok")
                case _:
                    self._say("250 ok")

    def _mail(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        return mail

    def _say(self, reply: str) -> None:
        self.wfile.write(f"{reply}\r\n".encode())
