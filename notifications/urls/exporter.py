from django.urls import path

from notifications.views import autosave, copying, drafting, exporter, red_flags, resembling, reusing

urlpatterns = [
    path("overview", exporter.dashboard, name="dashboard"),
    path("notifications", exporter.notification_list, name="notification_list"),
    path("notifications/new", drafting.create, name="notification_new"),
    path("notifications/copy", copying.copy_from, name="copy_from"),
    path("notifications/of/<uuid:entry_id>", reusing.start, name="notification_of"),
    path("notifications/<str:reference>", drafting.notification, name="notification"),
    path("notifications/<str:reference>/save", autosave.save_field, name="save_field"),
    path("notifications/<str:reference>/due-diligence", red_flags.flags, name="flags"),
    path(
        "notifications/<str:reference>/due-diligence/result", red_flags.result, name="flag_result"
    ),  # before the questions: none is called so
    path("notifications/<str:reference>/due-diligence/<str:key>", red_flags.flag, name="flag"),
    path("notifications/<str:reference>/documents", drafting.documents, name="attachments"),
    path(
        "notifications/<str:reference>/documents/<uuid:attachment_id>/remove",
        drafting.remove_document,
        name="remove_attachment",
    ),
    path("notifications/<str:reference>/check", drafting.check, name="check"),
    path("notifications/<str:reference>/withdraw", drafting.withdraw, name="withdraw_notification"),
    path("notifications/<str:reference>/use/<str:place>", reusing.choose, name="use"),
    path("notifications/<str:reference>/use/<str:place>/<uuid:entry_id>", reusing.use, name="use_entry"),
    path("notifications/<str:reference>/keep/<str:place>", reusing.keep, name="keep"),
    path("notifications/<str:reference>/copy", copying.copy, name="copy"),
    path("notifications/<str:reference>/similar", resembling.similar, name="similar"),
    path("notifications/<str:reference>/<str:part>", drafting.part, name="part"),
    path("sent/<str:reference>", exporter.sent, name="sent"),
]
