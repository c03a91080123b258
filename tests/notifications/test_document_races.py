"""One file sent twice at once under one Idempotency-Key: received once, put to its draft once, answered alike."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exportctl.core.models import File
from tests import factories
from tests.database import in_thread, wait_for_waiter

pytestmark = pytest.mark.race
PATIENCE = 60
DRAFT = "SELECT 1 FROM notifications_catchallnotification WHERE id = %s FOR UPDATE"


def test_two_uploads_at_once_under_one_key_are_one(cloned_database, second_connection):
    draft = factories.make_notification()
    headers = {
        "Authorization": f"Bearer {factories.make_key(draft.created_by)}",
        "Idempotency-Key": "one",
    }
    holder = second_connection()
    holder.cursor().execute(DRAFT, [str(draft.pk)])

    def send():
        file = SimpleUploadedFile("offer.txt", b"An offer.", "text/plain")
        return Client().post(
            f"/api/v1/notifications/{draft.reference}/documents", {"file": file}, headers=headers
        )

    calls = [in_thread(send) for _each in range(2)]
    wait_for_waiter(cloned_database, count=2)  # one is received, the other waits for its answer
    holder.rollback()
    answers = [call.result(PATIENCE) for call in calls]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert (draft.attachments.count(), File.objects.count()) == (1, 1)
