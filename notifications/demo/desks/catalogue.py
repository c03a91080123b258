"""What exporters keep for later, and a table of items that one of them has uploaded and not decided about."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from licensing.actions.catalogue import archive, keep, upload_items
from licensing.queries.catalogue import MODELS
from licensing.rules.catalogue import Kind, key
from licensing.rules.catalogue_tables import read_items
from notifications.demo.replay import Replay
from notifications.demo.stories import Story

AFTER = timedelta(hours=2)  # sending the notification whose words are kept

KEPT = (
    "aquila-cell-survey",
    "aquila-unlock-lab",
    "aquila-mast-gateway",
    "aquila-voice-server",
    "aquila-halo-gateway",
    "aquila-keybreak",
    "boreale-drive-test",
    "boreale-plate-reader",
    "boreale-triage-kit",
    "boreale-jam-locator",
    "cobalto-fraud-engine",
    "cobalto-quality-probe",
    "cobalto-prison-detector",
    "cobalto-hlr-audit",
)
ARCHIVED = "aquila-cell-survey"
UPLOADED_BY = "aquila-halo-gateway"
TABLE = Path(__file__).parent.parent / "content" / "price_list.csv"


def plan(replay: Replay, stories: Mapping[str, Story]) -> None:
    """Each exporter keeps the item and the end user of some of its cases."""
    for name in KEPT:
        story = stories[name]
        sent = story.on(story.case["submitted_days_ago"], "submit")
        replay.plan(sent + AFTER, lambda at, story=story: _keep(story, at))
    story = stories[ARCHIVED]
    replay.plan(story.on(9, "archive"), lambda at: _archive(story, at))
    uploader = stories[UPLOADED_BY]
    replay.plan(uploader.on(1, "upload"), lambda at: _upload(uploader, at))


def _keep(story: Story, at: datetime) -> None:
    said = story.case["notification"]
    for kind, body in ((Kind.ITEM, said["item"]), (Kind.PARTY, said["end_user"])):
        keep(kind=kind, exporter=story.exporter, body=body, actor=story.filer, at=at)


def _archive(story: Story, at: datetime) -> None:
    own = key(Kind.ITEM, story.case["notification"]["item"])
    entry = MODELS[Kind.ITEM].objects.get(exporter=story.exporter, key=own, archived_at=None)
    archive(kind=Kind.ITEM, entry_id=entry.pk, actor=story.filer, at=at)


def _upload(story: Story, at: datetime) -> None:
    table = read_items(TABLE.read_text(encoding="utf-8"))
    given = {"exporter": story.exporter, "actor": story.filer, "at": at}
    upload_items(name="price-list-2027.csv", table=table, **given)
