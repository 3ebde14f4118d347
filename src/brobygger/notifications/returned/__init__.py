"""Mails that come back: reading the reports of mail servers (RFC 3464)."""
