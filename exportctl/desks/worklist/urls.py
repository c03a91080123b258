"""What an authority has to do, and what anybody's calendar says of it."""

from django.urls import path

from exportctl.desks.worklist.views import (
    authority_texts,
    calendars,
    decision_periods,
    duty_turns,
    letterheads,
    pending_acts,
    routing_rules,
    search,
    team,
    watch_lists,
    worklist,
    worklist_settings,
)

urlpatterns = [
    path("worklist", worklist.worklist, name="worklist"),
    path("worklist/bulk", worklist_settings.bulk, name="worklist_bulk"),
    path("worklist/settings", worklist_settings.settings, name="worklist_settings"),
    path("worklist/views", worklist_settings.save_view, name="save_view"),
    path("worklist/views/<uuid:view_id>", worklist_settings.saved_view, name="saved_view"),
    path("worklist/export.<str:form>", worklist.export, name="worklist_export"),
    path("cases/<str:reference>/peek", worklist.peek, name="peek"),
    path("search", search.cases, name="search"),
    path("team", team.team_page, name="team"),
    path("team/absences/<uuid:absence_id>/end", team.end, name="end_absence"),
    path("team/duty-roster", duty_turns.duty_roster, name="duty_roster"),
    path("team/duty-roster/<uuid:turn_id>/remove", duty_turns.remove, name="remove_turn"),
    path("team/periods", decision_periods.periods, name="decision_periods"),
    path("team/periods/<uuid:change_id>", decision_periods.approve, name="decision_period_change"),
    path("team/letterhead", letterheads.letterhead, name="letterhead"),
    path("team/letterhead/<uuid:change_id>", letterheads.approve, name="letterhead_change"),
    path("team/routing", routing_rules.routing, name="routing"),
    path("team/routing/<uuid:rule_id>", routing_rules.approve, name="routing_rule"),
    path("team/acts/<uuid:pending_id>", pending_acts.pending_act, name="pending_act"),
    path("team/routing/<uuid:rule_id>/remove", routing_rules.remove, name="remove_routing_rule"),
    path("team/texts", authority_texts.texts, name="authority_texts"),
    path("team/texts/<uuid:text_id>", authority_texts.change, name="authority_text"),
    path("team/watch-list", watch_lists.watch_list, name="watch_list"),
    path("team/watch-list/<uuid:entry_id>", watch_lists.entry, name="watch_list_entry"),
    path("account/calendar", calendars.address, name="calendar_address"),
    path("calendar/<str:secret>.ics", calendars.feed, name="calendar"),
]
