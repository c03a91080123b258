from notifications.urls import api, commission, delegate, exporter, officer, public

app_name = "notifications"
urlpatterns = [
    *public.urlpatterns,
    *exporter.urlpatterns,
    *officer.urlpatterns,
    *commission.urlpatterns,  # before the delegate's: a tab is any word after a procedure
    *delegate.urlpatterns,
]
api_urlpatterns = api.urlpatterns
