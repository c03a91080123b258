from django.urls import path

from notifications.views import calendars, exchange, procedure_list, procedures, releasing, withdrawing

urlpatterns = [
    path("account/calendar", calendars.address, name="calendar_address"),
    path("calendar/<str:secret>.ics", calendars.feed, name="calendar"),
    path("procedures", procedure_list.procedure_list, name="procedure_list"),
    path("procedures/<str:reference>", procedures.procedure, name="procedure"),
    path("procedures/<str:reference>/position", procedures.position, name="position"),
    path("procedures/<str:reference>/receipt/<int:sequence>", procedures.receipt, name="receipt"),
    path("procedures/<str:reference>/evidence", withdrawing.evidence, name="evidence"),
    path("procedures/<str:reference>/table.csv", withdrawing.table, name="procedure_csv"),
    path("procedures/<str:reference>/withdraw", withdrawing.propose, name="withdraw_refusal"),
    path(
        "procedures/<str:reference>/withdraw/<uuid:withdrawal_id>",
        withdrawing.approve,
        name="approve_withdrawal",
    ),
    path("procedures/<str:reference>/questions", exchange.questions, name="questions"),
    path("procedures/<str:reference>/questions/<int:question_id>", exchange.reply, name="reply"),
    path("procedures/<str:reference>/instructions", exchange.instruction, name="instructions"),
    path("procedures/<str:reference>/release/<str:what>", releasing.release, name="release"),
    path("procedures/<str:reference>/files/<uuid:document_id>", releasing.file, name="released_file"),
    path("procedures/<str:reference>/<str:tab>", procedures.procedure, name="procedure_tab"),
]
