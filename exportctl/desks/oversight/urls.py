"""What the Commission and the administrators of a body watch and keep."""

from django.urls import path

from exportctl.desks.oversight.views import (
    activity,
    exporters,
    list_impacts,
    measures,
    monitor,
    reference,
    reference_exports,
    sanctions_lists,
)

urlpatterns = [
    path("people/activity", activity.activity, name="activity"),
    path("people/activity.csv", activity.activity_csv, name="activity_csv"),
    path("people/exporters", exporters.exporters, name="exporters"),
    path("people/exporters/new", exporters.add, name="add_exporter"),
    path("people/exporters/<uuid:exporter_id>", exporters.correct, name="correct_exporter"),
    path("monitor", monitor.monitor, name="monitor"),
    path("monitor.csv", monitor.monitor_csv, name="monitor_csv"),
    path("monitor/<slug:outbox>/<uuid:key>/send-again", monitor.send_again, name="send_again"),
    path("monitor/rule-set", monitor.choose, name="choose_rule_set"),
    path("monitor/rule-set/<uuid:selection_id>", monitor.approve_choice, name="approve_choice"),
    path("procedures/<str:reference>/extend", monitor.extend, name="extend"),
    path(
        "procedures/<str:reference>/extend/<uuid:extension_id>",
        monitor.approve_extension,
        name="approve_extension",
    ),
    path("list-impacts", list_impacts.impacts, name="list_impacts"),
    path("reference", reference.overview, name="reference"),
    path("reference/states.csv", reference_exports.reference_csv, {"name": "states"}, name="states_csv"),
    path(
        "reference/populations.csv",
        reference_exports.reference_csv,
        {"name": "populations"},
        name="populations_csv",
    ),
    path(
        "reference/holidays.csv", reference_exports.reference_csv, {"name": "holidays"}, name="holidays_csv"
    ),
    path("reference/populations", reference.populations, name="populations"),
    path("reference/holidays/<str:code>/<int:year>", reference.holidays, name="holidays"),
    path("reference/holidays/<str:code>/next", reference.holiday_year, name="holiday_year"),
    path("reference/states/<str:code>/seats", reference.shared_seats, name="shared_seats"),
    path("measures", measures.measures, name="measures"),
    path("measures/new", measures.enter, name="enter_measure"),
    path("measures/<str:number>", measures.measure, name="measure"),
    path("reference/sanctions-lists", sanctions_lists.sanctions_lists, name="sanctions_lists"),
    path("reference/changes/<uuid:change_id>", reference.approve, name="approve_change"),
]
