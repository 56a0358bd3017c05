"""When a checkpoint existed, as others say it: RFC 3161 tokens of time authorities, cosignatures of witnesses."""
