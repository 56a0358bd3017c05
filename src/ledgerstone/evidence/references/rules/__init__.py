"""The rules of the statement linter, one small function each; all are told in docs/reference/statement-rules.md."""
