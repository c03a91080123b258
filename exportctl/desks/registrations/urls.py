"""How a company registers itself, and what its authority makes of it."""

from django.urls import path

from exportctl.desks.registrations.views import company, record_reissues, registrations

_registration = "registrations/<uuid:registration_id>"

urlpatterns = [
    path("register", company.register, name="register"),
    path("register/entered", company.entered, name="registration_entered"),
    path("company", company.company, name="company"),
    path("company/change", company.change, name="change_company"),
    path("registrations", registrations.registrations, name="registrations"),
    path(_registration, registrations.registration, name="registration"),
    path(f"{_registration}/confirm", company.confirm, name="confirm_registration"),
    path(f"{_registration}/answer", company.answer, name="answer_registration"),
    path(f"{_registration}/withdraw", company.withdraw, name="withdraw_registration"),
    path(f"{_registration}/papers", company.papers, name="registration_papers"),
    path(f"{_registration}/papers/<uuid:paper_id>", registrations.paper, name="registration_paper"),
    path(
        f"{_registration}/papers/<uuid:paper_id>/release",
        registrations.release,
        name="release_registration_paper",
    ),
    path(f"{_registration}/ask", registrations.ask, name="ask_registration"),
    path(f"{_registration}/verify", registrations.verify, name="verify_registration"),
    path(f"{_registration}/approve", registrations.approve, name="approve_registration"),
    path(f"{_registration}/authorisations", record_reissues.reissues, name="reissues"),
    path(f"{_registration}/refuse", registrations.refuse, name="refuse_registration"),
]
