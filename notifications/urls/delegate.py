from django.urls import path

from notifications.views import procedures, withdrawing

urlpatterns = [
    path("procedures", procedures.procedure_list, name="procedure_list"),
    path("procedures/<str:reference>", procedures.procedure, name="procedure"),
    path("procedures/<str:reference>/position", procedures.position, name="position"),
    path("procedures/<str:reference>/receipt/<int:sequence>", procedures.receipt, name="receipt"),
    path("procedures/<str:reference>/evidence", withdrawing.evidence, name="evidence"),
    path("procedures/<str:reference>/withdraw", withdrawing.propose, name="withdraw_refusal"),
    path(
        "procedures/<str:reference>/withdraw/<uuid:withdrawal_id>",
        withdrawing.approve,
        name="approve_withdrawal",
    ),
    path("procedures/<str:reference>/<str:tab>", procedures.procedure, name="procedure_tab"),
]
