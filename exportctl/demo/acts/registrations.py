"""Companies that register themselves, and what their authority answers."""

from datetime import datetime
from functools import cache
from typing import Any

from exportctl.demo.content import read
from exportctl.demo.scene import Scene
from licensing.actions import registration_answers, registrations
from licensing.models import Registration


def enter(_scene: Scene, at: datetime, *, key: str) -> None:
    company = _company(key)
    registrations.enter_registration(
        body={**company["body"], "member_state": company["state"]},
        email=company["email"],
        name=company["person"],
        language=company["language"],
        at=at,
    )


def confirm(_scene: Scene, at: datetime, *, key: str) -> None:
    registration = _registration(key)
    registrations.confirm_registration(registration_id=registration.pk, actor=registration.person, at=at)


def ask(scene: Scene, at: datetime, *, key: str) -> None:
    registration_answers.ask_about_registration(
        question=_company(key)["question"], **_by_officer(scene, at, key)
    )


def approve(scene: Scene, at: datetime, *, key: str) -> None:
    """The officer looks the number up, then approves."""
    registration_answers.verify_number(how=_company(key)["how"], **_by_officer(scene, at, key))
    registration_answers.approve_registration(**_by_officer(scene, at, key))


def refuse(scene: Scene, at: datetime, *, key: str) -> None:
    registration_answers.refuse_registration(reason=_company(key)["reason"], **_by_officer(scene, at, key))


def _by_officer(scene: Scene, at: datetime, key: str) -> dict[str, Any]:
    officer = scene.desk("officer", _company(key)["state"])
    return {"registration_id": _registration(key).pk, "actor": officer, "at": at}


def _registration(key: str) -> Registration:
    return Registration.objects.select_related("person").get(person__email=_company(key)["email"])


@cache
def _companies() -> dict[str, dict[str, Any]]:
    return {company["key"]: company for company in read("registrations")["companies"]}


def _company(key: str) -> dict[str, Any]:
    return _companies()[key]
