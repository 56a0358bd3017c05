"""The law of numbers: each that the program computes for an account is that of things which one can open."""

import re
from collections.abc import Iterator

import lxml.html

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SAID = re.compile(r"(?i)\b(\d[\d,]*|" + "|".join(NUMBERS) + r") (papers?|lines?)\b")


def wrong_numbers(account: dict, claims: dict[str, str], sources: set[str]) -> Iterator[str]:
    """Yield what of an account's JSON is no number of things that exist.

    Args:
        account: As `account --json` prints it.
        claims: The source of each claim of the record.
        sources: Ids of all sources of the record.
    """
    incident = account["incident"]
    yield from missing(incident["sources"], sources)
    yield from missing(incident["claims"], claims)
    yield from missing(account["comments"], claims)
    for reason in incident["evidence"]:
        yield from missing(reason["sources"], sources)
        yield from missing(reason["claims"], claims)
    counted = {"lines_min": incident["lines"]["min"], "lines_max": incident["lines"]["max"]}
    yield from wrong_lines(account | counted, claims)
    for question in account["questions"]:
        yield from wrong_question(question, claims)
    for one in account["against_itself"]:
        yield from missing(one["claims"], claims)
        if {claims.get(claim) for claim in one["claims"]} != {one["source"]} or len(one["claims"]) < len(NUMBERS[:2]):
            yield f"against itself: {one}"


def wrong_question(question: dict, claims: dict[str, str]) -> Iterator[str]:
    answers = {answer["id"]: answer for answer in question["answers"]}
    if len(answers) != len(question["answers"]) or question["not_known"] == bool(answers):
        yield f"answers of {question['question']}"
    for answer in answers.values():
        yield from wrong_lines(answer, claims)
        yield from missing([*answer["part_of"], *answer["within"]], answers)
        lines = sum(saying["answer"] == answer["id"] for saying in question["over_time"])
        if lines != len(answer["lines"]):
            yield f"{lines} lines over time of {answer['id']}"
    for saying in question["over_time"]:
        yield from missing([one["claim"] for one in (saying["first"], saying["last"]) if one], claims)
    for revision in question["revised"]:
        yield from missing([revision["answer"], revision["later_answer"]], answers)


def wrong_lines(counted: dict, claims: dict[str, str]) -> Iterator[str]:
    """Yield what is wrong with `lines_min`, `lines_max`, the lines, and the sentences that explain them."""
    lines = counted["lines"]
    if counted["lines_max"] != len(lines):
        yield f"{counted['lines_max']} lines, {len(lines)} listed"
    least, most = (len(groups(lines, edges)) for edges in (counted["proposed"], one_of_each(counted["proposed"])))
    if not least <= counted["lines_min"] <= most:
        yield f"at least {counted['lines_min']} lines, {least} to {most} by what is proposed"
    for line in lines:
        yield from missing(line["claims"], claims)
        if {claims.get(claim) for claim in line["claims"]} != set(line["sources"]):
            yield f"sources of a line: {line['sources']}"
        if not set(numbers_in(line["explanation"])) <= {(len(line["sources"]), "paper"), (1, "line")}:
            yield f"explained as: {line['explanation']}"
        if len(groups([{"claims": [claim]} for claim in line["claims"]], line["edges"])) != 1:
            yield f"no edges join {line['claims']}"
    papers = len({source for line in lines for source in line["sources"]})
    known = {(papers, "paper"), (len(lines), "line"), (counted["lines_min"], "line")}
    if not set(numbers_in(counted.get("explanation", ""))) <= known:
        yield f"explained as: {counted['explanation']}"


def one_of_each(edges: list[dict]) -> list[dict]:
    """Return the proposals of which all can be so: a text is a translation of one other."""
    first = {edge["a"]: edge for edge in reversed(edges) if edge["one_of"]}
    return [edge for edge in edges if not edge["one_of"]] + list(first.values())


def groups(lines: list[dict], edges: list[dict]) -> list[set[str]]:
    """Return the claims of lines, those that edges join put together."""
    found = [set(line["claims"]) for line in lines]
    for edge in edges:
        joined = [one for one in found if edge["a"] in one or edge["b"] in one]
        found = [one for one in found if one not in joined] + [set().union(*joined)]
    return found


def numbers_in(sentence: str) -> list[tuple[int, str]]:
    return [
        (NUMBERS.index(number.lower()) if number.lower() in NUMBERS else int(number.replace(",", "")), noun.rstrip("s"))
        for number, noun in SAID.findall(sentence)
    ]


def missing(ids: list[str], held: object) -> Iterator[str]:
    yield from (f"{one} does not exist" for one in ids if one not in held)


def wrong_on_page(page: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield what on the page of an account is no number of things listed beside it."""
    for anchor in ("sources", "lines"):
        (link,) = page.xpath(f'//p/a[@href="#{anchor}"]')
        (section,) = page.xpath(f'//section[h2[@id="{anchor}"]]')
        yield from differ(link, section.xpath("./ul/li"))
    for row in page.xpath('//table[contains(@class, "answers")]/tbody/tr'):
        yield from differ(row.xpath('./td[contains(@class, "count")]/div/p')[0], row.xpath('./td/div[@class="line"]'))
    for section in page.xpath('//section[@class="question"]'):
        yield from differ(section.xpath("./p")[0], section.xpath("./table/tbody/tr"))
    for line in page.xpath('//*[contains(concat(" ", @class, " "), " line ")]'):
        listed = line.xpath('.//ul[@class="documents"]/li/a') or line.xpath("./p/a | .//a[@class='chip']")[:1]
        yield from differ(line.xpath('./p[@class="origin"]')[0], listed, first=True)
    for folded in page.xpath('//details[ul[contains(@class, "said") or contains(@class, "edges")]]'):
        yield from differ(folded.xpath("./summary")[0], folded.xpath("./ul/li"))


def differ(said: lxml.html.HtmlElement, listed: list, *, first: bool = False) -> Iterator[str]:
    numbers = [int(found.replace(",", "")) for found in re.findall(r"\d[\d,]*", said.text_content())]
    if not numbers or numbers[0 if first else -1] != len(listed):
        yield f"“{' '.join(said.text_content().split())}” beside {len(listed)}"
