"""Mail: messages (RFC 5322, MIME), mailboxes, and web pages saved as mail (MHTML)."""
