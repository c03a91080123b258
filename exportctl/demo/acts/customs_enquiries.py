"""What customs only ask: a question of an office, and the answer of one officer."""

from datetime import datetime

from exportctl.demo.acts.authorisations import authorisation_of
from exportctl.demo.scene import Scene
from licensing.actions.customs_enquiries import answer_enquiry, ask_authority
from licensing.models import CustomsEnquiry


def ask(
    scene: Scene, at: datetime, *, state: str, question: str, customs_office: str, case: str = ""
) -> None:
    """With `case`, about what was granted in it."""
    body = {"question": question, "customs_office": customs_office}
    if case:
        body["authorisation"] = authorisation_of(scene.stories[case]).reference
    ask_authority(body=body, actor=scene.desk("customs", state), at=at)


def answer(scene: Scene, at: datetime, *, state: str, question: str, words: str) -> None:
    enquiry = CustomsEnquiry.objects.open().get(question=question)
    answer_enquiry(enquiry_id=enquiry.pk, answer=words, actor=scene.desk("officer", state), at=at)
