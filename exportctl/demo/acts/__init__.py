"""What a step of the plan does, by its name: each act is one call of the product's own actions."""

from collections.abc import Callable, Mapping

from exportctl.demo.acts import (
    cases,
    catalogue,
    commission,
    conversation,
    deciding,
    filing,
    windows,
    worklist,
)

Act = Callable[..., None]  # of a story or the scene, the instant, and the facts that the plan gives this act

CASE_ACTS: Mapping[str, Act] = {
    "draft": cases.draft,
    "submit": cases.submit,
    "withdraw": cases.withdraw,
    "take": cases.take,
    "ask": cases.ask,
    "answer": cases.answer,
    "propose": cases.propose,
    "send_back": cases.send_back,
    "approve": cases.approve,
    "propose_withdrawal": windows.propose_withdrawal,
    "approve_withdrawal": windows.approve_withdrawal,
    "position": windows.position,
    "say": windows.say,
    "release": windows.release,
    "propose_extension": windows.propose_extension,
    "approve_extension": windows.approve_extension,
    "close": windows.close,
    "write": conversation.write,
    "note": conversation.note,
    "answer_in_part": conversation.answer_in_part,
    "more_time": conversation.more_time,
    "grant_time": conversation.grant_time,
    "take_back": conversation.take_back,
    "due_soon": conversation.bring_to_mind,
    "overdue": conversation.bring_to_mind,
    "add_body": deciding.keep_body,
    "assess": deciding.assess,
    "draft_conditions": deciding.draft_conditions,
    "ask_body": deciding.ask_body,
    "advise": deciding.advise,
    "drop_consultation": deciding.drop_consultation,
    "step_back": deciding.step_back,
    "amend": filing.amend,
    "attach_chart": filing.attach_chart,
    "scan_attachments": filing.scan_attachments,
    "save_end_use": filing.save_end_use,
    "save_evidence": filing.save_evidence,
    "keep": catalogue.keep_item_and_party,
    "archive": catalogue.archive_item,
    "upload": catalogue.upload,
}
DESK_ACTS: Mapping[str, Act] = {
    "be_away": worklist.be_away,
    "save_views": worklist.save_views,
    "sort": worklist.sort,
    "look_through": worklist.look_through,
    "add_agent": commission.add_agent,
    "send_text": commission.write_text,
    "publish_text": commission.read_text,
    "correct_entry": commission.correct_entry,
}
