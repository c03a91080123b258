from django.urls import path

from notifications.views import activity, commission, reference, reference_exports, standard_texts

urlpatterns = [
    path("people/activity", activity.activity, name="activity"),
    path("people/activity.csv", activity.activity_csv, name="activity_csv"),
    path("monitor", commission.monitor, name="monitor"),
    path("monitor.csv", commission.monitor_csv, name="monitor_csv"),
    path("monitor/messages/<uuid:notice_id>/send-again", commission.send_again, name="send_again"),
    path("monitor/rule-set", commission.choose, name="choose_rule_set"),
    path("monitor/rule-set/<uuid:selection_id>", commission.approve_choice, name="approve_choice"),
    path("procedures/<str:reference>/extend", commission.extend, name="extend"),
    path(
        "procedures/<str:reference>/extend/<uuid:extension_id>",
        commission.approve_extension,
        name="approve_extension",
    ),
    path("reference", reference.overview, name="reference"),
    path("reference/states.csv", reference_exports.states_csv, name="states_csv"),
    path("reference/populations.csv", reference_exports.populations_csv, name="populations_csv"),
    path("reference/holidays.csv", reference_exports.holidays_csv, name="holidays_csv"),
    path("reference/populations", reference.populations, name="populations"),
    path("reference/holidays/<str:code>/<int:year>", reference.holidays, name="holidays"),
    path("reference/texts", standard_texts.texts, name="texts"),
    path("reference/texts/<str:key>", standard_texts.change, name="text"),
    path("reference/texts/proposals/<uuid:text_id>", standard_texts.approve, name="approve_text"),
    path("reference/changes/<uuid:change_id>", reference.approve, name="approve_change"),
]
