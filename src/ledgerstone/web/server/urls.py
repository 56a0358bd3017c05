"""Addresses: each page under its language, each also as `.json`; without a language they lead to one that has it."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from ledgerstone.web.portal import answering
from ledgerstone.web.portal.language import lead_to_language
from ledgerstone.web.portal.views import (
    account,
    home,
    incidents,
    method,
    page,
    passage,
    robots,
    search,
    source,
    sources,
)

urlpatterns = [
    *i18n_patterns(
        path("", home.home, name="home"),
        path("index.json", home.home_json, name="home-json"),
        path("sources", sources.sources, name="sources"),
        path("sources.json", sources.sources_json, name="sources-json"),
        path("sources/<slug:source_id>", source.source, name="source"),
        path("sources/<slug:source_id>.json", source.source_json, name="source-json"),
        path("sources/<slug:source_id>/<int:start>-<int:end>", passage.passage, name="passage"),
        path("sources/<slug:source_id>/<int:start>-<int:end>.json", passage.passage_json, name="passage-json"),
        path("sources/<slug:source_id>/pages/<int:number>", page.page, name="page"),
        path("sources/<slug:source_id>/pages/<int:number>.json", page.page_json, name="page-json"),
        path("sources/<slug:source_id>/pages/<int:number>.jpg", page.picture, name="page-picture"),
        path("incidents", incidents.incidents, name="incidents"),
        path("incidents.json", incidents.incidents_json, name="incidents-json"),
        path("incidents/<slug:incident_id>", account.account, name="account"),
        path("incidents/<slug:incident_id>.json", account.account_json, name="account-json"),
        path("search", search.search, name="search"),
        path("search.json", search.search_json, name="search-json"),
        path("method", method.method, name="method"),
        path("method.json", method.method_json, name="method-json"),
        prefix_default_language=True,
    ),
    path("robots.txt", robots.robots),
    path("favicon.ico", robots.favicon),
    path("", lead_to_language),
    path("<path:rest>", lead_to_language),
]

handler400 = answering.bad_request
handler404 = answering.not_found
handler500 = answering.broken
