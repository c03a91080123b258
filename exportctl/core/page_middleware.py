"""Middleware of pages: REST has no session, no message and no form that is sent twice, and passes it by."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from exportctl.core import sessions
from exportctl.core.middleware import TwinMiddleware

Answer = Callable[[HttpRequest], HttpResponse]
REST = "/api/"
PAGES_OF_REST = ("/api/v1/docs",)  # which say who is signed in


def of_pages(middleware: Callable[[Answer], Any]) -> Callable[[Answer], Answer]:
    """The middleware for every address but those of REST. It has no hooks of its own besides."""

    @wraps(middleware, updated=())
    def build(get_response: Answer) -> Answer:
        of_page = middleware(get_response)

        def answer(request: HttpRequest) -> HttpResponse:
            is_page = not request.path.startswith(REST) or request.path in PAGES_OF_REST
            return (of_page if is_page else get_response)(request)

        return answer

    return build


open_session = of_pages(SessionMiddleware)
know_person = of_pages(AuthenticationMiddleware)
end_session = of_pages(sessions.SessionMiddleware)
carry_messages = of_pages(MessageMiddleware)
do_once = of_pages(TwinMiddleware)
