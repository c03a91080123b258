"""Messages, questions and notes of a case: the exporter and its authority, and of notes the officers alone."""

from typing import Any

from exportctl.core import clock
from licensing.actions.answer_extensions import ask_answer_extension
from licensing.actions.information_requests import ask_information
from licensing.actions.messages import open_thread
from licensing.actions.notes import write_note
from licensing.models import AuthorisationRequest
from licensing.rules.messages import Side
from tests.factories import DAY

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    cases/<str:reference>/messages
    GET  asked            200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST asked            302 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/messages/<uuid:thread_id>
    GET  asked thread     200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST asked thread     302 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
    GET  mine thread      404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/messages/<uuid:thread_id>/read
    GET  asked thread     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST asked thread     302 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/notes
    GET  asked            404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST asked            404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/notes/<uuid:note_id>/strike
    GET  asked note       405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST asked note       404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/questions/<uuid:question_id>/extension
    GET  asked longer     404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST asked longer     404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    cases/<str:reference>/questions/<uuid:question_id>/withdraw
    GET  asked question   404 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    POST asked question   404 404 | 302 404 302 | 404 404 | 404 404 | 404 | log | 404 404
                    api/v1/requests/<str:reference>/information-requests/<uuid:information_id>/answer-in-part
    GET  asked question   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asked question   200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/information-requests/<uuid:information_id>/more-time
    GET  asked question   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asked question   200 404 | 403 404 403 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/information-requests/<uuid:information_id>/more-time/grant
    GET  asked longer     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asked longer     403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/information-requests/<uuid:information_id>/more-time/decline
    GET  asked longer     405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asked longer     403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    api/v1/requests/<str:reference>/information-requests/<uuid:information_id>/withdraw
    GET  asked question   405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST asked question   403 404 | 200 404 200 | 404 404 | 404 404 | 404 | 401 | 401 401
                    cases/<str:reference>/<tab:tab>
    GET  asked conversation 200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
    GET  asked history    200 404 | 200 404 200 | 404 404 | 404 404 | 404 | log | 404 404
"""

FORMS = {
    "cases/<str:reference>/messages": {"subject": "Delivery", "text": "It moved by a week."},
    "cases/<str:reference>/messages/<uuid:thread_id>": {"text": "Thank you."},
    "cases/<str:reference>/messages/<uuid:thread_id>/read": {"up_to": "1"},
    "cases/<str:reference>/notes": {"text": "Called the embassy."},
    "cases/<str:reference>/questions/<uuid:question_id>/extension": {
        "decision": "decline",
        "word": "It is urgent.",
    },
    "cases/<str:reference>/questions/<uuid:question_id>/withdraw": {"because": "Found in the brochure."},
}

_QUESTION = "api/v1/requests/<str:reference>/information-requests/<uuid:information_id>"
BODIES = {
    f"{_QUESTION}/answer-in-part": {"answer": "It is red.", "missing": "Its weight."},
    f"{_QUESTION}/more-time": {"due_on": "{later}", "reason": "The owner is abroad."},
    f"{_QUESTION}/more-time/grant": {"due_on": "{later}"},
    f"{_QUESTION}/more-time/decline": {"reason": "It is urgent."},
    f"{_QUESTION}/withdraw": {"reason": "Found in the brochure."},
}


def furnish(world: Any) -> None:
    """A thread, a note, and a second question for which the exporter asked more time."""
    now, people = clock.now(), world.people
    asked = AuthorisationRequest.objects.get(reference=world.names["asked"])
    written = open_thread(
        request_id=asked.pk,
        side=Side.EXPORTER,
        subject="Delivery",
        text="The crane is late.",
        actor=people["own"],
        at=now,
    )
    note = write_note(request_id=asked.pk, text="Ask the embassy.", actor=people["officer"], at=now)
    longer = ask_information(
        request_id=asked.pk,
        question="And whose crane is it?",
        due_on=(now + 10 * DAY).date(),
        actor=people["officer"],
        at=now,
    )
    ask_answer_extension(
        request_id=asked.pk,
        information_id=longer.pk,
        due_on=(now + 20 * DAY).date(),
        reason="The owner is abroad.",
        actor=people["own"],
        at=now,
    )
    world.names |= {"thread": written.thread_id, "note": note.pk, "longer": longer.pk}
    world.names |= {"conversation": "conversation", "history": "history"}
