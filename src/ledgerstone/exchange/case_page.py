"""A case as one web page that stands alone: no script, no picture, nothing from elsewhere; all words escaped.

The form is the same for every case, whoever wrote the passage: every part is there, also where nothing was found. The
words of sources stand in quotations, with their source; none stand in a sentence of ours.
"""

from collections.abc import Iterable, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ledgerstone.evidence.incidents.cases.model import CitationFinding, CitedOtherwise, SaidOtherwise, Variant
from ledgerstone.evidence.incidents.model import Change
from ledgerstone.record.case_rows import CaseReply, WholeCase
from ledgerstone.record.rows import PublicationRow, SourceRow

_STYLE = SafeString(
    ":root{color-scheme:light dark}body{font:1rem/1.5 Georgia,serif;max-width:48rem;margin:2rem auto;padding:0 1rem}"
    "h1,h2,h3{line-height:1.2}"
    "blockquote{margin:.5rem 0;padding:0 1rem;border-inline-start:3px solid;white-space:pre-wrap}"
    "mark{background:none;color:inherit;text-decoration:underline wavy;text-underline-offset:.2em}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.3rem .5rem;text-align:start;"
    "vertical-align:top}td,code{overflow-wrap:anywhere}.quiet{font-size:.9rem}"
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def case_page(whole: WholeCase, publication: PublicationRow | None) -> str:
    """Return the page of a case.

    Args:
        whole: The case, as whoever it is for may see it.
        publication: The publication that it is of; None for the desk's draft, and the page says so.
    """
    names = {source.id: source for source in whole.sources}
    parts = (
        _head(whole, names, publication),
        _part("variants", "The same passage in other sources", (_variant(one, names) for one in whole.variants)),
        _part("first", "First appearance", [_first(whole, names)]),
        _part("citations", "Citations of the source", map(_finding, whole.findings)),
        _part("acts", "Acts that others cite otherwise", (_act(one, names) for one in whole.cited_otherwise)),
        _part(
            "voices",
            "Voices that others give with another answer",
            (_voice(one, whole, names) for one in whole.said_otherwise),
        ),
        _part("checks", "What was checked and what not", [_checks(whole)]),
        _part(
            "reply", "Reply of the author", map(_reply, whole.replies), none="No reply is held. There is room for it."
        ),
        _part("sources", "Sources", [_sources(whole.sources)]),
    )
    return str(
        format_html(
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta http-equiv="Content-Security-Policy" content="{}">\n'
            "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n{}\n</main>\n</body>\n</html>\n",
            _POLICY,
            _title(whole),
            _STYLE,
            _lines(parts),
        )
    )


def _title(whole: WholeCase) -> str:
    return "A look at a passage" if whole.id is None else f"Case {whole.id}"


def _lines(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("\n", "{}", ((part,) for part in parts))


def _part(name: str, heading: str, things: Iterable[SafeString], *, none: str = "None found.") -> SafeString:
    shown = tuple(things) or (format_html("<p>{}</p>", none),)
    return format_html(
        '<section aria-labelledby="{}"><h2 id="{}">{}</h2>\n{}\n</section>', name, name, heading, _lines(shown)
    )


def _quoted(words: str, language: str | None = None) -> SafeString:
    spoken = format_html(' lang="{}"', language) if language else ""
    return format_html('<blockquote dir="auto"{}>{}</blockquote>', spoken, words)


def _source(key: str, names: dict[str, SourceRow]) -> SafeString:
    """Return a link to a source's line at the end of the page."""
    row = names.get(key)
    words = (
        "" if row is None else f"{row.publisher or row.title or 'publisher not known'}, {row.published or 'undated'}"
    )
    return format_html('<a href="#{}"><bdi>{}</bdi> (<code>{}</code>)</a>', key, words, key)


def _head(whole: WholeCase, names: dict[str, SourceRow], publication: PublicationRow | None) -> SafeString:
    row = names.get(whole.source)
    opened = whole.opened
    when = "" if opened is None else format_html("<p>Opened {}.</p>", f"{opened.at:%Y-%m-%d}")
    why = "" if opened is None or opened.reason is None else format_html("<p>By {}: {}</p>", opened.by, opened.reason)
    version = _version(publication)
    lost = "" if whole.in_use else format_html("<p>{}</p>", "The reading in use no longer has these words.")
    place = f"characters {whole.passage.start} to {whole.passage.end} of reading {whole.reading}"
    return format_html(
        "<h1>{}</h1>\n<p>Findings for people to judge. None of them says what happened, or who is right; each leads to "
        "words that can be looked up.</p>\n{}{}{}{}\n<h2>The passage</h2>\n{}{}\n<p>In {}, {}.</p>",
        _title(whole),
        version,
        when,
        why,
        lost,
        _quoted(whole.passage.exact, None if row is None else row.language),
        _sought(whole, None if row is None else row.language),
        _source(whole.source, names),
        place,
    )


def _sought(whole: WholeCase, language: str | None) -> SafeString:
    """Return what was looked for instead of a short passage."""
    if whole.sought is None or whole.sought == whole.passage:
        return SafeString("")
    return format_html(
        "\n<p>It is short, so that it was looked for with its sentence:</p>{}", _quoted(whole.sought.exact, language)
    )


def _version(publication: PublicationRow | None) -> SafeString:
    if publication is None:
        return format_html("<p><strong>{}</strong></p>", "A draft of the desk: not published.")
    return format_html(
        "<p>Version {}, published by <bdi>{}</bdi>, {}. SHA-256 of its JSON: <code>{}</code></p>",
        publication.version,
        publication.by,
        f"{publication.at:%Y-%m-%d}",
        publication.sha256,
    )


def _variant(one: Variant, names: dict[str, SourceRow]) -> SafeString:
    row = names.get(one.source)
    rows = format_html_join(
        "\n",
        '<tr><td dir="auto">{}</td><td dir="auto">{}</td><td>{}</td></tr>',
        (
            (change.exact or "(nothing)", change.of_exact or "(nothing)", kind)
            for changes, kind in ((one.changed, "changed value"), (_other_words(one), "other words"))
            for change in changes
        ),
    )
    table = format_html(
        "<table><thead><tr><th>in the passage</th><th>there</th><th>what</th></tr></thead>"
        "<tbody>\n{}\n</tbody></table>",
        rows,
    )
    return format_html(
        "<article><h3>{}</h3>\n<p>{}.</p>\n{}\n{}</article>",
        _source(one.source, names),
        _how(one) + (", in a reader's comment" if one.comment else ""),
        _marked(one, None if row is None else row.language),
        table if rows else format_html("<p>{}</p>", "" if one.proposal else "The words are the same."),
    )


def _other_words(one: Variant) -> tuple[Change, ...]:
    """Return where the words differ; what is listed as a changed value is not listed twice."""
    return tuple(change for change in one.differs if change not in one.changed)


def _how(one: Variant) -> str:
    if one.kind is None:
        what = "the passage" if one.whole else "a row of its words"
        return f"{what}, {one.words} words; no copy was found between the two"
    if one.proposal:
        return f"{one.kind.value}: in other words, a proposal that no person has decided"
    later = "which of the two is later is not known" if one.later is None else f"{one.later} is the later of the two"
    via = "" if one.via is None else f", found by way of {one.via}"
    return f"{one.kind.value}, {one.words} words of the passage in their order, {later}{via}"


def _marked(one: Variant, language: str | None) -> SafeString:
    """Return the other source's words with what differs marked."""
    spoken = format_html(' lang="{}"', language) if language else ""
    return format_html('<blockquote dir="auto"{}>{}</blockquote>', spoken, format_html_join("", "{}", _pieces(one)))


def _pieces(one: Variant) -> Iterator[tuple[SafeString | str]]:
    start, words, at = one.passage.start, one.passage.exact, one.passage.start
    for change in sorted(one.differs, key=lambda change: change.of_start):
        low, high = max(at, change.of_start), min(one.passage.end, change.of_end)
        if low < high:
            yield (words[at - start : low - start],)
            yield (format_html("<mark>{}</mark>", words[low - start : high - start]),)
            at = high
    yield (words[at - start :],)


def _first(whole: WholeCase, names: dict[str, SourceRow]) -> SafeString:
    first = whole.first
    head = "Known" if first.known else "Not known"
    ways = [("the first" if first.known else "may be the first", key) for key in first.sources]
    ways += [("without a date", key) for key in first.undated]
    listed = format_html_join("\n", "<li>{}: {}</li>", ((words, _source(key, names)) for words, key in ways))
    return format_html("<p>{}: {}.</p>\n<ul>{}</ul>", head, first.reason, listed)


def _finding(one: CitationFinding) -> SafeString:
    at = one.finding.passage
    where = "in the passage" if one.in_passage else "elsewhere in the source"
    return format_html(
        "<p>{}, <code>{}</code>: {}. {}.</p>{}",
        where.capitalize(),
        one.finding.rule,
        one.finding.message,
        one.reason.capitalize(),
        "" if at is None else _quoted(at.exact),
    )


def _act(one: CitedOtherwise, names: dict[str, SourceRow]) -> SafeString:
    where = "In the passage" if one.in_passage else "Elsewhere in the source"
    return format_html(
        "<p>{}: {}; a person must say whether it is one act.</p>{}<p>In {}:</p>{}",
        where,
        one.what,
        _quoted(one.passage.exact),
        _source(one.other, names),
        _quoted(one.of.exact),
    )


def _voice(one: SaidOtherwise, whole: WholeCase, names: dict[str, SourceRow]) -> SafeString:
    rows = {row.id: row for row in whole.claims}
    given = [("here", key) for key in one.claims] + [("elsewhere", key) for key in one.others]
    listed = format_html_join(
        "\n",
        "<li>{}, claim <code>{}</code>, in {}:{}</li>",
        (
            (where, key, _source(rows[key].source, names), _quoted(rows[key].passage.exact))
            for where, key in given
            if key in rows
        ),
    )
    head = format_html(
        "<bdi>“{}”</bdi> on “{}”, in incident <code>{}</code>", one.voice, one.question.value, one.incident
    )
    return format_html("<p>{}:</p><ul>{}</ul>", head, listed)


def _checks(whole: WholeCase) -> SafeString:
    rows = format_html_join(
        "\n",
        "<tr><th scope=row>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
        (
            (one.check.value, "yes" if one.done else "no", "" if one.found is None else str(one.found), one.reason)
            for one in whole.checks
        ),
    )
    return format_html(
        "<table><thead><tr><th>what</th><th>checked</th><th>listed</th><th>how, or why not</th></tr></thead>"
        "<tbody>\n{}\n</tbody></table>",
        rows,
    )


def _reply(one: CaseReply) -> SafeString:
    return format_html(
        '<article><h3><bdi>{}</bdi>, {} (<a href="#{}"><code>{}</code></a>)</h3>\n{}{}</article>',
        one.author or "author not named",
        one.published or "undated",
        one.source,
        one.source,
        _quoted(one.text),
        format_html("<p>{}</p>", "It goes on in its source.") if one.cut else "",
    )


def _sources(rows: Iterable[SourceRow]) -> SafeString:
    listed = format_html_join(
        "\n",
        '<li id="{}"><bdi>{}</bdi>, {}{}, <code>{}</code>, SHA-256 <code>{}</code></li>',
        (
            (
                row.id,
                row.publisher or "publisher not known",
                row.published or "undated",
                format_html(", <bdi>“{}”</bdi>", row.title) if row.title else "",
                row.id,
                row.sha256,
            )
            for row in sorted(
                rows, key=lambda row: (row.published or "~", row.publisher or "", row.title or "", row.id)
            )
        ),
    )
    return format_html("<ul>{}</ul>", listed)
