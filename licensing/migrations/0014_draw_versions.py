"""The first version of every request there is, with its line, parties and destination, from its body."""

from decimal import Decimal
from hashlib import sha256
from unicodedata import normalize

from django.db import migrations

BATCH = 1000


def draw(apps, schema_editor):
    model = apps.get_model("licensing", "AuthorisationRequest")
    submitted = model.objects.filter(version=None, submitted_at__isnull=False).order_by("submitted_at", "pk")
    batch = []
    for request in submitted.iterator(chunk_size=BATCH):
        batch.append(request)
        if len(batch) == BATCH:
            write(apps, batch)
            batch = []
    write(apps, batch)


def write(apps, requests):
    """All were notifications: one item, one end user, perhaps a consignee, one destination."""
    version, line, party, destination = (
        apps.get_model("licensing", name)
        for name in ("RequestVersion", "RequestLine", "RequestParty", "RequestDestination")
    )
    made = version.objects.bulk_create(
        version(
            request=request,
            number=1,
            body=request.body,
            created_by_id=request.submitted_by_id,
            created_at=request.submitted_at,
        )
        for request in requests
    )
    pairs = list(zip(requests, made, strict=True))
    line.objects.bulk_create(line(**common(*pair), number=1, **item_of(pair[0])) for pair in pairs)
    party.objects.bulk_create(
        party(**common(*pair), number=1, role=role, **party_of(pair[0].body[role]))
        for pair in pairs
        for role in ("end_user", "consignee")
        if pair[0].body.get(role)
    )
    destination.objects.bulk_create(
        destination(**common(*pair), number=1, country=pair[0].destination) for pair in pairs
    )
    for request, its_version in pairs:
        request.version = its_version
    apps.get_model("licensing", "AuthorisationRequest").objects.bulk_update(requests, ["version"])


def common(request, version):
    return {"request": request, "version": version, "authority_id": request.authority_id}


def item_of(request):
    body, item = request.body, request.body["item"]
    return {
        "name": request.item_name,
        "item_key": request.item_key,
        "functions": request.functions,
        **{name: item.get(name) or "" for name in ("manufacturer", "model", "description", "cn_code")},
        **{name: Decimal(body[name]) if body.get(name) else None for name in ("quantity", "value")},
        **{name: body.get(name) or "" for name in ("unit", "currency")},
    }


def party_of(given):
    return {
        "name": given["name"],
        "name_key": key_of(given["name"]),
        **{name: given.get(name) or "" for name in ("address", "country", "kind")},
    }


def key_of(name):
    """As the rule made it when this was written."""
    text = normalize("NFKC", normalize("NFKC", name).casefold())
    key = "".join(filter(str.isalnum, text))
    return key if len(key) <= 200 else f"{key[:135]}#{sha256(key.encode()).hexdigest()}"


class Migration(migrations.Migration):
    dependencies = [("licensing", "0013_request_versions")]
    operations = [migrations.RunPython(draw, migrations.RunPython.noop)]
