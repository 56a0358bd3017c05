"""The tables for spreadsheets: every column is documented, and none is documented that is not there."""

import re
from pathlib import Path

from ledgerstone.exchange.tables import CLAIM_COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "claims.md"


def test_each_column_of_the_table_of_claims_is_documented():
    table = PAGE.read_text(encoding="utf-8").partition("| column | what |")[2]
    told = [name for line in re.findall(r"^\| ([a-z_, ]+) \|", table, re.MULTILINE) for name in line.split(", ")]
    assert sorted(told) == sorted(CLAIM_COLUMNS)
