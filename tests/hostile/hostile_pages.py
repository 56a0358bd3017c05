"""Web pages with scripts, nesting without end, and words that are hidden or seem to be others."""

from hostile_file import FETCHED, LAUGHS, OUTSIDE, WORDS, HostileFile


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>The market</title>{head}</head><body>{body}</body></html>".encode()


def scripts_and_handlers() -> bytes:
    body = (
        f"<script>fetch('{FETCHED}'); document.write('not said')</script><p onclick=\"fetch('{FETCHED}')\">{WORDS}</p>"
        f"<img src=x onerror=\"fetch('{FETCHED}')\"><a href=\"javascript:fetch('{FETCHED}')\">A link</a>"
        f"<svg><script>fetch('{FETCHED}')</script></svg><noscript>&lt;b&gt;</noscript>"
    )
    return page(body, f"<meta http-equiv=refresh content='0;url={FETCHED}'><base href='{FETCHED}'>")


def frames_and_pieces() -> bytes:
    body = (
        f"<iframe src='file:///etc/passwd'></iframe><object data='{FETCHED}'></object><embed src='{FETCHED}'>"
        f"<!--#exec cmd='touch {OUTSIDE}'--><!--#include file='/etc/passwd'--><?php system('touch {OUTSIDE}'); ?>"
        f"<p>{WORDS}</p><p>{{{{ 7*7 }}}} ${{7*7}} {{% debug %}}</p><link rel=stylesheet href='{FETCHED}'>"
        f"<style>@import '{FETCHED}'; body::after {{ content: 'not said' }}</style>"
    )
    return page(body)


def deep_elements() -> bytes:
    return page("<div>" * 100_000 + f"<p>{WORDS}</p>")


def deep_lists() -> bytes:
    return page(f"<p>{WORDS}</p>" + "<ul><li><table><tr><td><blockquote><b><i><a>" * 8000)


def attributes_without_end() -> bytes:
    return page(f"<p {' '.join(f'a{n}=b' for n in range(3000))} class='{'c ' * 20_000}'>{WORDS}</p>")


def open_tags() -> bytes:
    return page(
        f"<p>{WORDS}</p>" + "<p <" * 50_000 + "<!--" * 50_000 + "&#x110000;&#xD800;&#0;&#99999999999;&" + "a" * 50_000
    )


def entities() -> bytes:
    head = f'<?xml version="1.0"?><!DOCTYPE html [{LAUGHS}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return (
        head + f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{WORDS}</p><p>&l11; &f;</p></body></html>"
    ).encode()


def lying_encoding() -> bytes:
    return (
        page(f"<p>{WORDS}</p><p>+ADw-script+AD4-alert(1)+ADw-/script+AD4-</p>", "<meta charset='utf-7'>")
        + b"\xff\xfe\xc3("
    )


def comments_without_end(number: int) -> bytes:
    one = '<li class="comment" id="comment-{}"><cite class="fn">R{}</cite><p>Words {}.</p></li>'
    listed = "".join(one.format(n, n, n) for n in range(number))
    return page(f"<article><p>{WORDS}</p></article><ol class='commentlist'>{listed}</ol>")


def many_comments() -> bytes:
    return comments_without_end(800)


def a_million_comments() -> bytes:
    return comments_without_end(1_000_000)


def comments_that_answer_each_other() -> bytes:
    """Each answers the next one, the last one the first; one answers itself."""
    one = '<div class="comment" id="comment-{}" data-parent-id="{}"><cite class="fn">R{}</cite><p>Words {}.</p></div>'
    listed = "".join(one.format(n, (n + 1) % 200, n, n) for n in range(200)) + one.format(777, 777, 7, 7)
    return page(f"<article><p>{WORDS}</p></article><div class='comments'>{listed}</div>")


def comments_deep_within() -> bytes:
    opened = "".join(
        f'<ul class="children"><li class="comment" id="comment-{n}"><cite class="fn">R{n}</cite><p>A</p>'
        for n in range(250)
    )
    return page(f"<article><p>{WORDS}</p></article><ol class='commentlist'>{opened}")


def text_that_is_hidden() -> bytes:
    return page(
        f"<p>{WORDS}</p><p hidden>not said</p><template>not said</template><p style='display:none'>not seen</p>"
        "<plaintext><b>all that follows</b>\0\0"
    )


PAGES = (
    HostileFile(name="scripts.html", make=scripts_and_handlers, said="", kept=WORDS, left_out="not said|fetch"),
    HostileFile(name="frames.html", make=frames_and_pieces, said="", kept=WORDS, left_out="not said|root:|<\\?php"),
    HostileFile(name="deep.html", make=deep_elements, said="nested too deeply"),
    HostileFile(name="deep-lists.html", make=deep_lists, said="nested too deeply", kept=WORDS),
    HostileFile(name="attributes.html", make=attributes_without_end, said="", kept=WORDS),
    HostileFile(name="open-tags.html", make=open_tags, said="", kept=WORDS),
    HostileFile(name="entities.xhtml", make=entities, said="", kept=WORDS, left_out="laugh|root:"),
    HostileFile(name="encoding.html", make=lying_encoding, said="no valid UTF-7", kept=WORDS, left_out="<script>"),
    HostileFile(name="comments.html", make=many_comments, said="", kept="Words 799."),
    HostileFile(name="a-million-comments.html", make=a_million_comments, said="longer than", long=True),
    HostileFile(name="circle.html", make=comments_that_answer_each_other, said="", kept="Words 199."),
    HostileFile(name="deep-comments.html", make=comments_deep_within, said="nested too deeply", kept=WORDS),
    HostileFile(name="hidden.html", make=text_that_is_hidden, said="", kept=WORDS, left_out="not said"),
)
