"""Takes one bounce or complaint that came as mail, from standard input: pipe the bounce mailbox into it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from campaigns.services.mail_dsn import reports_in
from campaigns.services.mail_reports import take_report


class Command(BaseCommand):
    help = "Reads a delivery status notification (RFC 3464) or a complaint (RFC 5965) from standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        reports = reports_in(sys.stdin.buffer.read())
        taken = sum(take_report(report) for report in reports)
        if not reports:
            self.stdout.write("This is no report on a mail that failed, so nothing was logged.")
        else:
            self.stdout.write(f"{taken} of {len(reports)} reports are about mail of ours and were taken.")
