"""Reports of mail servers, as Postfix (the headers of the letter) and Gmail (the whole letter) write them."""

_REPORT = """\
Return-Path: <>
Message-ID: <report@mx.example>
From: MAILER-DAEMON@mx.example
To: news@news.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

--edge
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--edge
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Thu, 26 Nov 2026 06:02:11 +0000 (UTC)

Final-Recipient: rfc822; layla@reader.example
Original-Recipient: rfc822;layla@reader.example
{fields}
--edge
{letter}
--edge--
"""
_HEADERS = "From: news@news.example\nTo: layla@reader.example\n{own}Subject: The daily eight\n"


def report(
    token: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    diagnosis: str = "smtp; 550 5.1.1 User unknown",
    whole: bool = True,
) -> bytes:
    """Return a report of the letter with this token, with all of it or its headers alone."""
    said = {"Action": action, "Status": status, "Diagnostic-Code": diagnosis}
    fields = "".join(f"{name}: {value}\n" for name, value in said.items() if value)
    headers = _HEADERS.format(own=f"Message-ID: <{token}@news.example>\n" if token else "")
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    letter = f"Content-Type: {kind}\n\n{headers}" + ("\nOne.\n" if whole else "")
    return _REPORT.format(fields=fields, letter=letter).encode()
