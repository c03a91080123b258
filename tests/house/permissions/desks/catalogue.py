"""The exporter's desk around the draft."""

import io

from exportctl.core import access, clock
from exportctl.core.rules.permissions import Permission
from licensing.actions.catalogue import add_entry, put_item
from licensing.actions.catalogue_uploads import upload_items
from licensing.actions.screening_jobs import screen_part, start_job
from licensing.models import Exporter
from licensing.rules.catalogue import Kind
from tests.house.permissions.world import World

TABLE = """
#                         own oth   off for app   del not   com 2nd   cus   any   lex lof
                    notifications/copy
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    notifications/<str:reference>/copy
    GET  sent             200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST sent             302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/similar
    GET  draft            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | log | 405 405
    POST draft            200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/from-catalogue/<str:place>
    GET  draft item_place 200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft item_place 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    notifications/<str:reference>/from-catalogue/<str:place>/<uuid:entry_id>
    GET  draft item_place kept_item 200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST draft item_place kept_item 302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    notifications/<str:reference>/to-catalogue/<str:place>
    GET  draft item_place 405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
    POST draft item_place 302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404

                    api/v1/items
    GET  -                200 200 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/items/<path:number>
    GET  number           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST number           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    PUT  number           200 201 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/items/import
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST -                202 202 | 403 403 403 | 403 403 | 403 403 | 403 | 401 | 401 401
                    api/v1/items/import/<uuid:upload_id>
    GET  upload           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST upload           405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401

                    catalogue
    GET  -                302 302 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    catalogue/<str:kind>
    GET  items            200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    GET  parties          200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST items            405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    catalogue/<str:kind>/new
    GET  items            200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST items            302 302 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    catalogue/<str:kind>/<uuid:entry_id>
    GET  items kept_item  200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST items kept_item  302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    GET  parties kept_party 200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    catalogue/<str:kind>/<uuid:entry_id>/archive
    GET  items kept_item  200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST items kept_item  302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    catalogue/items/template.csv
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405
                    catalogue/items/upload
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                302 302 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    catalogue/uploads/<uuid:upload_id>
    GET  upload           200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST upload           302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    catalogue/checks
    GET  -                200 200 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST -                302 422 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    catalogue/checks/<uuid:job_id>
    GET  job              200 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST job              302 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
                    catalogue/checks/<uuid:job_id>/answers.csv
    GET  job              404 404 | 404 404 404 | 404 404 | 404 404 | 404 | log | 404 404
    POST job              405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 405 405

                    api/v1/screening-jobs
    GET  -                405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST -                202 202 | 202 202 202 | 202 202 | 202 202 | 202 | 401 | 401 401
                    api/v1/screening-jobs/<uuid:job_id>
    GET  job              200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST job              405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/screening-jobs/<uuid:job_id>/result
    GET  done_job         200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
    POST job              405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
                    api/v1/screening-jobs/<uuid:job_id>/cancel
    GET  job              405 405 | 405 405 405 | 405 405 | 405 405 | 405 | 405 | 401 401
    POST job              200 404 | 404 404 404 | 404 404 | 404 404 | 404 | 401 | 401 401
"""

UPLOADS = {
    "api/v1/items/import": {"file": "{items}"},
    "api/v1/screening-jobs": {"file": "{items}"},
}

BODIES = {"api/v1/items/<path:number>": {"name": "Reader"}}

FORMS = {
    "notifications/<str:reference>/copy": {"parts": ["item", "parties"]},
    "notifications/<str:reference>/similar": {"name": "Cell site simulator"},
    "catalogue/<str:kind>/new": {"name": "Antenna"},
    "catalogue/<str:kind>/<uuid:entry_id>": {"name": "Antenna"},
    "catalogue/items/upload": {"file": "{items}"},
    "catalogue/uploads/<uuid:upload_id>": {"import": "1"},
    "catalogue/checks": {"catalogue": "1"},
    "catalogue/checks/<uuid:job_id>": {"start": "1"},
}


def furnish(world: World) -> None:
    """An item, a party and a table that waits, all of the exporter's."""
    own, at = world.people["own"], clock.now()
    exporter = Exporter.objects.get(organisation__in=access.organisation_ids_of(own, Permission.FILE))
    given = {"exporter": exporter, "actor": own, "at": at}
    item = add_entry(kind=Kind.ITEM, body={"name": "Receiver", "model": "R-1"}, **given)
    party = add_entry(kind=Kind.PARTY, body={"name": "Coast Guard", "country": "EG"}, **given)
    table = {
        "name": "items.csv",
        "source": b"name;model\nMast;M-1\n;\n",
        "language": "en",
        "is_wanted": False,
    }
    upload = upload_items(**table, **given, machine_at=at)
    done_job, job = (
        start_job(
            source=io.BytesIO(b"model\nR-1\n"),
            kind="csv",
            name="x",
            language="en",
            is_wanted=True,
            actor=own,
            at=at,
        )
        for _each in range(2)
    )
    while screen_part(job_id=done_job.pk, at=at):
        pass
    put_item(number="R/7", body={"name": "Scope"}, **given)
    world.names |= {
        "items": "items",
        "parties": "parties",
        "item_place": "item",
        "kept_item": item.pk,
        "kept_party": party.pk,
        "upload": upload.pk,
        "job": job.pk,
        "done_job": done_job.pk,
        "number": "R/7",
    }
