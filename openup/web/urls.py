"""Every address. Spanish has no prefix, English stands under `/en/`; files have one address."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from openup.web import catalog, home, pages, people, publishing, query, rules, withdrawing

handler400 = "openup.web.errors.not_understood"
handler403 = "openup.web.errors.forbidden"
handler404 = "openup.web.errors.not_found"
handler500 = "openup.web.errors.broken"

urlpatterns = [
    path("healthz", pages.healthz, name="healthz"),
    path("robots.txt", pages.robots, name="robots"),
    path("theme", pages.theme, name="theme"),
    path("datasets/<slug:slug>/<slug:resource>/rows.<str:kind>", query.rows, name="rows"),
    path("api/", include("openup.api.urls")),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("search", catalog.search, name="search"),
        path("categories/", catalog.categories, name="categories"),
        path("categories/<slug:slug>", catalog.category, name="category"),
        path("institutions/", catalog.institutions, name="institutions"),
        path("institutions/<slug:slug>", catalog.institution, name="institution"),
        path("datasets/<slug:slug>", catalog.dataset, name="dataset"),
        path("datasets/<slug:slug>/<slug:resource>", query.resource, name="resource"),
        path(
            "datasets/<slug:slug>/<slug:resource>/withdraw", withdrawing.withdraw, name="withdraw"
        ),
        path("publish", publishing.publish, name="publish"),
        path("publish/<slug:key>", publishing.upload, name="upload"),
        path("publish/<slug:key>/reading", publishing.correct, name="correct"),
        path("sign-in", people.sign_in, name="sign_in"),
        path("sign-out", people.sign_out, name="sign_out"),
        path("me", people.me, name="me"),
        path("rules/", rules.rules, name="rules"),
        path("rules/<slug:code>", rules.rule, name="rule"),
        path("about", pages.about, name="about"),
        path("accessibility", pages.accessibility, name="accessibility"),
        prefix_default_language=False,
    ),
]
