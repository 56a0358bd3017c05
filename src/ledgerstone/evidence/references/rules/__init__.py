"""The rules of the statement linter, one small function each; every rule's page is docs/reference/rules/ID.md."""
