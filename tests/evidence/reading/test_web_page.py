"""Parts of web pages by their elements. The country, its papers and its people are invented."""

import pytest

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.read import read

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Fire in Orsin - The Varn Herald</title>
<meta property="og:site_name" content="The Varn Herald">
<meta property="article:published_time" content="1994-03-14T08:00:00Z">
<meta name="description" content="hidden description"><script>var hidden = 1</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li>World</li></ul></nav>
<article><header><h1>Fire in Orsin</h1>
<p class="byline">By <a rel="author">Mara Tolen</a> | <time datetime="1994-03-14">14 March 1994</time></p></header>
<figure><img alt="hidden words"><figcaption>The market of Orsin in 1993.</figcaption></figure>
<p>At least 32 people were
   killed in Orsin on 12&nbsp;March, <b>the agency</b> said&nbsp;[1].</p>
<p>Second paragraph here with more words &amp; a sign.</p>
<blockquote>We saw smoke, said a woman.</blockquote>
<ul><li>First item</li><li>Second item</li></ul>
<table><tr><th>Town</th><th>Toll</th></tr><tr><td>Orsin</td><td>32</td></tr></table>
<h2>References</h2><ol><li>Report of the Varn Office, 1994</li><li>Other report</li></ol></article>
<aside class="sidebar"><h3>Related</h3><ul><li>Another story</li></ul></aside>
<h3>Discussion Policy</h3><p>Be kind to others. Comments that insult are removed by us.</p>
<h3>3 Comments</h3>{comments}
<div style="display:none">hidden words</div><p hidden>hidden too</p>
<footer>The Varn Herald, Tarn Street 4. All rights reserved.</footer></body></html>"""
WORDPRESS = """<ol class="commentlist"><li class="comment even depth-1" id="comment-1">
<article id="div-comment-1" class="comment-body"><footer class="comment-meta"><div class="comment-author vcard">
<b class="fn">Ilen K.</b> <span class="says">says:</span></div><time datetime="1994-03-15">March 15, 1994</time>
</footer>
<div class="comment-content"><p>I was there.</p></div><div class="reply"><a>Reply</a></div></article>
<ol class="children"><li class="comment depth-2" id="comment-2"><article class="comment-body">
<b class="fn">Dov</b> says:<p>So was I.</p></article>
<ol class="children"><li class="comment depth-3" id="comment-3"><b class="fn">Sira</b><p>Third level.</p></li></ol>
</li></ol>
</li><li class="comment" id="comment-4"><div class="comment-author">Toma</div><p>Top again.</p></li></ol>"""
DISQUS = """<ul id="post-list" class="post-list"><li class="post" id="post-1"><div class="post-content">
<span class="author">Ilen K.</span><div class="post-message"><p>I was there.</p></div></div><ul class="children">
<li class="post"><div class="post-content"><span class="author">Dov</span><p>So was I.</p></div><ul class="children">
<li class="post"><span class="author">Sira</span><p>Third level.</p></li></ul></li></ul></li>
<li class="post"><span class="author">Toma</span><p>Top again.</p></li></ul>"""
FLAT = """<div id="comments"><div class="comment depth-1"><span class="username">Ilen K.</span><p>I was there.</p>
</div>
<div class="comment depth-2"><span class="username">Dov</span><p>So was I.</p></div>
<div class="comment depth-3"><span class="username">Sira</span><p>Third level.</p></div>
<div class="comment depth-1"><span class="username">Toma</span><p>Top again.</p></div></div>"""
NAMED = """<section class="comments"><div class="comment" data-comment-id="71"><cite>Ilen K.</cite><p>I was there.
</p></div>
<div class="comment" data-comment-id="72" data-parent-id="71"><cite>Dov</cite><p>So was I.</p></div>
<div class="comment" data-comment-id="73" data-parent-id="72"><cite>Sira</cite><p>Third level.</p></div>
<div class="comment" data-comment-id="74" data-parent-id="0"><cite>Toma</cite><p>Top again.</p></div></section>"""
MICRODATA = """<div><div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
<span itemprop="author">Ilen K.</span>
<p itemprop="text">I was there.</p><div itemprop="comment" itemscope itemtype="https://schema.org/Comment">
<span itemprop="author">Dov</span><p>So was I.</p><div itemprop="comment"><span itemprop="author">Sira</span>
<p>Third level.</p>
</div></div></div><div itemprop="comment"><span itemprop="author">Toma</span><p>Top again.</p></div></div>"""
THREAD = [("Ilen K.", None), ("Dov", 1), ("Sira", 2), ("Toma", None)]


def page(comments=WORDPRESS):
    return read(PAGE.format(comments=comments).encode(), name="page.html")


def words(reading, role):
    return [reading.text[region.start : region.end] for region in reading.regions if region.role is role]


def test_text_is_what_a_browser_shows_in_reading_order():
    reading = page()
    assert "hidden" not in reading.text
    assert "At least 32 people were killed in Orsin on 12\xa0March, the agency said\xa0[1].\n\nSecond" in reading.text
    order = [
        reading.text.index(part) for part in ("Home", "Fire in Orsin", "At least", "We saw", "First", "Ilen", "Tarn")
    ]
    assert order == sorted(order)


def test_what_a_page_says_of_itself_is_kept_beside_the_text():
    reading = page()
    assert (reading.media_type, reading.language, reading.title) == ("text/html", "en", "Fire in Orsin")
    assert (reading.publisher, reading.published.edtf) == ("The Varn Herald", "1994-03-14")


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.TITLE, ["Fire in Orsin"]),
        (Role.BYLINE, ["By Mara Tolen | 14 March 1994"]),
        (Role.CAPTION, ["The market of Orsin in 1993."]),
        (Role.QUOTATION, ["We saw smoke, said a woman."]),
        (Role.LIST, ["First item\nSecond item"]),
        (Role.TABLE, ["Town\tToll\nOrsin\t32"]),
        (Role.CITATION, ["[1]"]),
        (Role.REFERENCE_LIST, ["1. Report of the Varn Office, 1994\n2. Other report"]),
        (Role.POLICY, ["Discussion Policy\n\nBe kind to others. Comments that insult are removed by us."]),
    ],
)
def test_elements_give_regions(role, expected):
    assert words(page(), role) == expected


def test_furniture_is_marked_and_no_body():
    furniture = "\n".join(words(page(), Role.BOILERPLATE))
    body = "\n".join(words(page(), Role.BODY))
    for line in ("Home", "Another story", "Tarn Street 4"):
        assert line in furniture
        assert line not in body


@pytest.mark.parametrize("comments", [WORDPRESS, DISQUS, FLAT, NAMED, MICRODATA])
def test_comments_keep_author_order_and_whom_they_answer(comments):
    reading = page(comments)
    found = [region for region in reading.regions if region.role is Role.COMMENT]
    assert [(region.author, region.parent) for region in found] == THREAD
    assert [region.order for region in found] == [1, 2, 3, 4]
    for region, said in zip(found, ("I was there.", "So was I.", "Third level.", "Top again."), strict=True):
        assert said in reading.text[region.start : region.end]


def test_words_of_a_comment_after_its_answer_stay_its_own():
    talk = """<div class="comment"><b class="fn">Ilen</b><p>Before.</p><div class="comment"><b class="fn">Dov</b>
<p>Inner.</p></div>
<p>And after it.</p></div>"""
    reading = page(talk)
    outer, inner = (region for region in reading.regions if region.role is Role.COMMENT)
    assert reading.text[outer.start : outer.end].endswith("And after it.")
    assert outer.start < inner.start < inner.end < outer.end


def test_an_old_page_without_named_elements_has_body_and_comments():
    html = """<html><body><h1>Fire in Orsin</h1><p>At least 32 people were killed in Orsin on Saturday night.</p>
<p>Discussion Policy</p><p>Be kind to others.</p><p>1. Ilen said:</p><p>I was there.</p></body></html>"""
    reading = read(html.encode(), name="page.html")
    assert words(reading, Role.BODY) == ["At least 32 people were killed in Orsin on Saturday night."]
    assert [r.author for r in reading.regions if r.role is Role.COMMENT] == ["Ilen"]


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@graph":[{"@type":"Article","datePublished":"1994-03-14"}]}</script>',
        '<meta name="DC.date.issued" content="1994-03-14">',
        '<meta itemprop="datePublished" content="1994-03-14T10:00:00+04:00">',
    ],
)
def test_the_date_is_found_where_sites_put_it(head):
    html = f"<html><head>{head}</head><body><h1>Fire</h1><p>It burned all night in Orsin.</p></body></html>"
    assert read(html.encode(), name="page").published.edtf == "1994-03-14"


def test_rival_dates_are_all_told():
    html = """<html><head><meta name="date" content="1994-03-15"><script type="application/ld+json">
{"datePublished":"1994-03-14"}</script></head><body><p>It burned.</p></body></html>"""
    reading = read(html.encode(), name="page")
    assert reading.published.edtf == "1994-03-14"
    assert any("1994-03-14, 1994-03-15" in warning for warning in reading.warnings)


def test_a_declared_encoding_is_believed():
    html = "<html><head><meta charset='windows-1251'><title>П</title></head><body><p>Ночью в Орсине был пожар.</p>"
    assert "Ночью в Орсине был пожар." in read(html.encode("cp1251"), name="page.html").text


def test_a_page_without_words_says_so():
    assert read(b"<html><body><iframe src='a'></iframe></body></html>", name="a.html").warnings == ("holds no text",)


def test_what_follows_an_embedded_thing_is_read():
    assert "Words." in read(b"<html><body><embed src='a'><p>Words.</p></body></html>", name="a.html").text


def test_entities_of_others_are_not_resolved():
    html = """<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<html><body><p>Before &x; between &b;&b; after, and so on it goes.</p></body></html>"""
    reading = read(html.encode(), name="page.html")
    assert "aaaaaaaaaa" not in reading.text.partition("Before")[2]


def test_deep_nesting_is_read_as_far_as_it_goes_with_a_warning():
    html = "<html><body><p>Top of the page stands here.</p>" + "<div>" * 50_000 + "deep" + "</div>" * 50_000
    reading = read(html.encode(), name="page.html")
    assert "Top of the page" in reading.text
    assert any("deep" in warning for warning in reading.warnings)


def test_markup_is_known_by_its_bytes_and_not_by_its_name():
    assert read(b"<html><body><p>Words.</p></body></html>", name="page.txt").media_type == "text/html"
    assert read(b"Words with <p>a tag</p> in them.", name="page.html").media_type == "text/plain"


def test_the_site_is_named_by_the_tab_where_nothing_else_names_it():
    html = "<html><head><title>Fire - The Varn Herald</title></head><body><h1>Fire</h1><p>It burned all night.</p>"
    assert read(html.encode(), name="page.html").publisher == "The Varn Herald"
