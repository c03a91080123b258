from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET


@require_GET
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """It can work: the database answers, with durable commits. The broker is not needed to be right."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT core.product_now(), current_setting('synchronous_commit')")
            durable = cursor.fetchone()[1] == "on"
    except Error:
        durable = False
    return HttpResponse("ok\n" if durable else "not ready\n", "text/plain", status=200 if durable else 503)
