"""How a message leaves: a webhook by intake's guarded way to the network, mail by the server that the settings name."""

from __future__ import annotations

import os
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from threading import Event, Thread

from reportedly.alerts.message import Message, as_json, as_text, subject
from reportedly.alerts.signing import HEADER, signature
from reportedly.intake.post import Post, Poster, PostError
from reportedly.store.deliveries import WEBHOOK, HeldDelivery
from reportedly.store.settings import MailServer, Security

PASSWORD = "REPORTEDLY_MAIL_PASSWORD"
SECONDS = 15.0  # for each answer of a mail server
IN_ALL = 90.0  # seconds for a mail, well within the lease of its sending
AGAIN = 0.2  # seconds after which a connection that is not cut yet is looked at again
REFUSED = 500  # codes of a mail server from which it will say the same again


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what alerts tell. Without a mail server mail waits, and says so."""

    mail: MailServer | None = None
    post: Poster = field(default_factory=Post)
    clock: Callable[[], float] = time.time
    seconds: float = IN_ALL

    def send(self, job: HeldDelivery, message: Message) -> None:
        """Sends a message to where its alert leads. Raises PostError where it did not arrive."""
        if job.alert.kind == WEBHOOK:
            self._webhook(job, message)
        else:
            self._mail(job, message)

    def _webhook(self, job: HeldDelivery, message: Message) -> None:
        moment = int(self.clock())
        body = as_json(message, datetime.fromtimestamp(moment, UTC).isoformat())
        headers = {
            "Content-Type": "application/json", HEADER: signature(job.secret or "", body, moment),
            "Reportedly-Delivery": message.delivery,
        }  # fmt: skip
        self.post(job.alert.target, body, headers)

    def _mail(self, job: HeldDelivery, message: Message) -> None:
        if self.mail is None:
            raise PostError("no mail server is named: write [mail] with host and from into reportedly.toml")
        try:
            with _connection(self.mail) as server, _cut_off(server, self.seconds):
                _sign_in(server, self.mail)
                server.send_message(_letter(self.mail, job, message))
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise PostError(_answered(code, said), final=code >= REFUSED) from error
        except smtplib.SMTPResponseException as error:
            raise PostError(_answered(error.smtp_code, error.smtp_error)) from error
        except UnicodeError as error:
            raise PostError(f"{PASSWORD} and the user of [mail] can only hold ASCII letters here") from error
        except (smtplib.SMTPException, OSError) as error:
            raise PostError(f"the mail server could not be used ({' '.join(str(error).split())[:120]})") from error


def _answered(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"the mail server answered {code} {words[:120]}"


def _letter(server: MailServer, job: HeldDelivery, message: Message) -> EmailMessage:
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = subject(message), server.sender, job.alert.target
    made["Date"], made["Message-ID"] = formatdate(), make_msgid(f"delivery-{job.id}", "reportedly.invalid")
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(as_text(message))
    return made


def _connection(mail: MailServer) -> smtplib.SMTP:
    """A connection to a mail server that is not made yet; it knows whose certificate it wants."""
    safe = ssl.create_default_context()
    tls = mail.security is Security.TLS
    made = smtplib.SMTP_SSL(timeout=SECONDS, context=safe) if tls else smtplib.SMTP(timeout=SECONDS)
    made._host = mail.host  # type: ignore[attr-defined]  # smtplib keeps it only where it connects at once
    return made


def _sign_in(server: smtplib.SMTP, mail: MailServer) -> None:
    """Connects, so that mail can be sent."""
    server.connect(mail.host, mail.port)
    if mail.security is Security.STARTTLS:
        server.starttls(context=ssl.create_default_context())
    if mail.user:
        server.login(mail.user, os.environ.get(PASSWORD, ""))


@contextmanager
def _cut_off(server: smtplib.SMTP, seconds: float) -> Iterator[None]:
    """Within it a conversation lasts so many seconds and no longer, however often the other side says a little.

    Raises PostError where it was cut off.
    """
    over, cut = Event(), Event()
    watch = Thread(target=_watch, args=(server, seconds, over, cut), name="mail", daemon=True)
    watch.start()
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        if cut.is_set():
            raise PostError(f"the mail server took more than {seconds:.0f} s") from error
        raise
    finally:
        over.set()
        watch.join()


def _watch(server: smtplib.SMTP, seconds: float, over: Event, cut: Event) -> None:
    """Shuts a connection that is not over in time; one that is made late, or made anew by STARTTLS, too."""
    over.wait(seconds)
    while not over.is_set():
        cut.set()
        with suppress(OSError):
            if server.sock is not None:
                server.sock.shutdown(socket.SHUT_RDWR)
        over.wait(AGAIN)
