"""What lets the grammar of dates pass over most runs of signs without trying a rule."""

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.dates.grammar import NEVER_LAST, rules

DATES = "dyGMmSqWpUwonsrKbPYEaZv"
AROUND = "OIFTDAQLHBJRXltxhufjecz~g-&.,'()[]/<>!?k"


@given(
    st.text(alphabet=DATES + AROUND, min_size=1, max_size=9)
    | st.text(alphabet="dGy-TFDO.,U", max_size=9)
    | st.text(alphabet="dGy()/[],<>", max_size=12)
)
def test_what_a_rule_matches_holds_the_signs_that_it_needs_and_ends_in_none_that_never_ends_one(signs: str):
    for rule in rules():
        match = rule.pattern.match(signs)
        if match is not None and match.end():
            assert rule.may_match(match.group())
            assert match.group()[-1] not in NEVER_LAST
