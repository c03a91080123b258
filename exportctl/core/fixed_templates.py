"""What a template says to everybody is written once for each language, not once for each page.

Half of a page's nodes are text, translations of text, and addresses of static files or of pages without a key. Where
several of them follow one another they become one, which keeps what it wrote. What a page shows is the same.
"""

from collections.abc import Iterator
from threading import RLock
from typing import Any

from django.template import Context, Node, NodeList, Template
from django.template.base import FilterExpression, TextNode, TokenType, VariableNode
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.loaders.cached import Loader as CachedLoader
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix
from django.utils.translation import get_language


class Loader(CachedLoader):
    """Django's cached loader, whose templates are folded when they are read."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.folding = RLock()  # background workers may be threads: none writes with what another folds

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        with self.folding:
            template = super().get_template(template_name, skip)
            if not isinstance(template.nodelist, FoldedList):
                template.nodelist = FoldedList(template.nodelist)
                fold(template.nodelist)
            return template


class FoldedList(NodeList):
    """The nodes of a template that has been folded."""


class FixedNode(Node):
    """Neighbours that nothing of a page changes, as one."""

    child_nodelists = ("nodes",)

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = NodeList(nodes)
        self.origin, self.token = nodes[0].origin, nodes[0].token
        self.written: dict[tuple[str | None, str], str] = {}

    def render(self, context: Context) -> str:
        key = get_language(), get_script_prefix()
        if (text := self.written.get(key)) is None:
            text = self.written[key] = self.nodes.render(context)
        return text

    render_annotated = render


def fold(nodes: NodeList) -> None:
    """Replace neighbouring fixed nodes by one, here and in all nodes within."""
    folded: list[Node] = []
    run: list[Node] = []
    for node in nodes:
        if is_fixed(node):
            run.append(node)
            continue
        folded += _as_one(run)
        folded.append(node)
        run = []
        for within in _lists_of(node):
            fold(within)
    nodes[:] = [*folded, *_as_one(run)]


def _as_one(run: list[Node]) -> list[Node]:
    return run if len(run) == 1 and isinstance(run[0], TextNode) else [FixedNode(run)] if run else []


def _lists_of(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)
        return
    for name in node.child_nodelists:
        if isinstance(within := getattr(node, name, None), NodeList):
            yield within


def is_fixed(node: Node) -> bool:
    """Does it write the same whatever a page knows, but for the language?"""
    match node:
        case TextNode() | LoadNode() | CommentNode():
            return True
        case VariableNode():
            return _is_literal(node.filter_expression)
        case TranslateNode():
            return (
                not node.asvar and _is_literal(node.filter_expression) and _is_literal(node.message_context)
            )
        case BlockTranslateNode():
            words = all(token.token_type == TokenType.TEXT for token in node.singular)
            given = node.asvar or node.plural or node.extra_context
            return words and not given and _is_literal(node.message_context)
        case StaticNode():
            return node.varname is None and _is_literal(node.path)
        case URLNode():
            return not (node.args or node.kwargs or node.asvar) and _is_literal(node.view_name)
        case _:
            return False


def _is_literal(expression: FilterExpression | None) -> bool:
    """Does it stand there in quotes, or not at all? A word that `translate` is given is a variable of Django's, too."""
    if expression is None:
        return True
    in_quotes = not expression.is_var or isinstance(expression.var.literal, str)
    return in_quotes and not expression.filters
