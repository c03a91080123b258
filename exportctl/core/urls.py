from django.urls import path

from exportctl.core.views import accounts, demonstration, frame, health, inbox, pages, people, resubmission

app_name = "core"
urlpatterns = [
    path("home", frame.home, name="home"),
    path("inbox", inbox.inbox, name="inbox"),
    path("inbox/mute", inbox.mute, name="mute"),
    path("inbox/<uuid:notice_id>/read", inbox.read, name="read"),
    path("account/mail", inbox.mail, name="mail"),
    path("account", accounts.account, name="account"),
    path("account/keys", accounts.keys, name="keys"),
    path("account/keys/<uuid:key_id>/revoke", accounts.revoke, name="revoke_key"),
    path("people", people.people, name="people"),
    path("people.csv", people.people_csv, name="people_csv"),
    path("people/add", people.add, name="add_person"),
    path("people/seats/<int:seat_id>", people.seat, name="seat"),
    path("people/seats/<int:seat_id>/remove", people.remove, name="remove_seat"),
    path("people/keys", people.keys, name="people_keys"),
    path("people/keys/<uuid:key_id>/revoke", people.revoke_key, name="revoke_colleagues_key"),
    path("people/organisations", people.public_bodies, name="public_bodies"),
    path("session", resubmission.stay, name="stay"),
    path("form-not-sent", resubmission.unsent, name="unsent"),
    path("language", frame.language, name="language"),
    path("theme", frame.theme, name="theme"),
    path("demo/sign-in", demonstration.sign_in, name="demo_sign_in"),
    path("trust", pages.trust, name="trust"),
    path("accessibility", pages.accessibility, name="accessibility"),
    path("privacy", pages.privacy, name="privacy"),
    path("security", pages.security, name="security"),
    path("favicon.ico", pages.favicon, name="favicon"),
    path(".well-known/security.txt", pages.security_txt, name="security_txt"),
    path("livez", health.live, name="live"),
    path("readyz", health.ready, name="ready"),
]
