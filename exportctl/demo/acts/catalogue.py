"""What exporters keep for later, and a table of items that one of them has uploaded and not decided about."""

from datetime import datetime
from typing import Any

from exportctl.demo.content import HERE
from exportctl.demo.scene import Story
from licensing.actions.catalogue import add_entry, archive_entry
from licensing.actions.catalogue_uploads import upload_items
from licensing.queries.catalogue import MODELS
from licensing.rules.catalogue import Kind, key

TABLE = HERE / "price_list.csv"


def keep_item_and_party(story: Story, at: datetime) -> None:
    body = story.case["notification"]
    for kind, part in ((Kind.ITEM, body["item"]), (Kind.PARTY, body["end_user"])):
        add_entry(kind=kind, exporter=story.exporter, body=part, actor=story.filer, at=at)


def keep_item(story: Story, at: datetime, *, item: dict[str, Any]) -> None:
    add_entry(kind=Kind.ITEM, exporter=story.exporter, body=item, actor=story.filer, at=at)


def archive_item(story: Story, at: datetime) -> None:
    own = key(Kind.ITEM, story.case["notification"]["item"])
    entry = MODELS[Kind.ITEM].objects.get(exporter=story.exporter, key=own, archived_at=None)
    archive_entry(kind=Kind.ITEM, entry_id=entry.pk, actor=story.filer, at=at)


def upload(story: Story, at: datetime) -> None:
    upload_items(
        name="price-list-2027.csv",
        source=TABLE.read_bytes(),
        language=story.exporter.organisation.language or "en",
        is_wanted=False,
        exporter=story.exporter,
        actor=story.filer,
        at=at,
        machine_at=at,
    )
