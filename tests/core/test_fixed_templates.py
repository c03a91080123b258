"""What a template says to everybody is written once for each language; pages read as they did."""

from itertools import pairwise
from threading import Event, Thread

import pytest
from django.template import Context, Engine, Template
from django.template.base import TextNode
from django.template.loader import get_template
from django.urls import set_script_prefix
from django.utils.translation import override

from exportctl.core import fixed_templates
from exportctl.core.fixed_templates import FixedNode, fold

LIBRARIES = {"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"}
SOURCE = """{% load i18n static %}<a href="{% url "core:home" %}">{% translate "Search" %}</a> {{ _("Save") }}
{% comment %}Not told.{% endcomment %}{% blocktranslate trimmed %}
  Cases
{% endblocktranslate %} <img src="{% static "img/mark.svg" %}">{{ name }}{% if name %}<b>{% translate "Search" %}
</b>{% else %}{% translate "Save" %}{% endif %}{% for each in name %}{% translate "Search" %}{{ each }}{% endfor %}
{% translate "Search" as word %}{{ word }}{% translate word %}
{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}"""


def read(source, *, folded):
    template = Template(
        source, engine=Engine(libraries=LIBRARIES, builtins=["exportctl.core.templatetags.words"])
    )
    if folded:
        fold(template.nodelist)
    return template


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("name", ["", "<Ada>"])
def test_a_page_reads_as_it_did(language, name):
    plain, folded = read(SOURCE, folded=False), read(SOURCE, folded=True)
    with override(language):
        for _time in range(2):
            assert folded.render(Context({"name": name})) == plain.render(Context({"name": name}))


def test_neighbours_become_one_and_what_a_page_knows_does_not():
    nodes = read(SOURCE, folded=True).nodelist
    assert isinstance(nodes[0], FixedNode)
    fixed = [isinstance(node, FixedNode | TextNode) for node in nodes]
    assert (True, True) not in pairwise(fixed)
    assert [node.token.contents for node in nodes if not isinstance(node, FixedNode)][:2] == [
        "name",
        "if name",
    ]


def test_a_language_and_a_prefix_have_their_own():
    template = read(SOURCE, folded=True)
    written = set()
    try:
        for prefix in ("/", "/control/"):
            set_script_prefix(prefix)
            for language in ("en", "de"):
                with override(language):
                    written.add(template.render(Context({"name": ""})))
    finally:
        set_script_prefix("/")
    assert len(written) == 4


def test_the_product_s_templates_are_folded():
    nodes = get_template("core/_footer.html").template.nodelist
    assert any(isinstance(node, FixedNode) for node in nodes.get_nodes_by_type(FixedNode))


def test_no_thread_gets_a_template_that_another_still_folds(monkeypatch):
    begun, go_on, got = Event(), Event(), []

    def slowly(nodes):
        begun.set()
        assert go_on.wait(5)
        fold(nodes)

    monkeypatch.setattr(fixed_templates, "fold", slowly)
    loader = fixed_templates.Loader(
        Engine(), [("django.template.loaders.locmem.Loader", {"page.html": "One{{ two }}"})]
    )
    threads = [Thread(target=lambda: got.append(loader.get_template("page.html"))) for _each in range(2)]
    threads[0].start()
    assert begun.wait(5)
    threads[1].start()
    threads[1].join(0.1)
    early = list(got)
    go_on.set()
    for thread in threads:
        thread.join()

    assert (early, len(got), got[0]) == ([], 2, got[1])
