"""What an exporter describes once and uses again."""

from django.urls import path

from exportctl.desks.catalogue.views import (
    catalogue,
    catalogue_tables,
    classification_questions,
    screening_jobs,
)

urlpatterns = [
    path("classifications", classification_questions.listed, name="classification_questions"),
    path("classifications/ask", classification_questions.ask, name="ask_classification"),
    path("classifications/<str:reference>", classification_questions.page, name="classification_question"),
    path(
        "classifications/<str:reference>/answer",
        classification_questions.answer,
        name="answer_classification",
    ),
    path(
        "classifications/<str:reference>/letter",
        classification_questions.letter,
        name="classification_letter",
    ),
    path("catalogue", catalogue.home, name="catalogue_home"),
    path("catalogue/items/template.csv", catalogue_tables.template, name="catalogue_template"),
    path("catalogue/items/upload", catalogue_tables.upload, name="catalogue_new_upload"),
    path("catalogue/uploads/<uuid:upload_id>", catalogue_tables.upload_report, name="catalogue_upload"),
    path("catalogue/checks", screening_jobs.listed, name="screening_jobs"),
    path("catalogue/checks/<uuid:job_id>", screening_jobs.page, name="screening_job"),
    path("catalogue/checks/<uuid:job_id>/answers.csv", screening_jobs.result, name="screening_job_result"),
    path("catalogue/<str:kind>", catalogue.entries, name="catalogue"),
    path("catalogue/<str:kind>/new", catalogue.new, name="catalogue_new"),
    path("catalogue/<str:kind>/<uuid:entry_id>", catalogue.entry, name="catalogue_entry"),
    path("catalogue/<str:kind>/<uuid:entry_id>/archive", catalogue.archive, name="catalogue_archive"),
]
