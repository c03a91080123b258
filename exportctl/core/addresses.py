"""Parts of an address that are one of a few words: a tab of a page, a part of a draft."""

import re
from collections.abc import Iterable


class OneOf:
    """A path converter: the words of one table. Any other word is another address, found or 404."""

    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def like(pattern: str) -> type[OneOf]:
    """The converter for whatever `pattern` describes: another word belongs to another address."""
    return type("LikeThis", (OneOf,), {"regex": pattern})


def one_of(words: Iterable[str]) -> type[OneOf]:
    """The converter for `words`, to be registered in the urls.py of their page.

    Without it, `cases/<ref>/<str:tab>` would swallow every address below a case that is declared after it.
    """
    return type("OneOfTheseWords", (OneOf,), {"regex": "|".join(map(re.escape, sorted(set(words))))})
