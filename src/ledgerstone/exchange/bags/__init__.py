"""Bags: BagIt 1.0 (RFC 8493), written so that any reader of bags checks them, and read with distrust."""
