from notifications.urls import api, commission, delegate, exporter, officer, public

app_name = "notifications"
urlpatterns = [
    *public.urlpatterns,
    *exporter.urlpatterns,
    *officer.urlpatterns,
    *delegate.urlpatterns,
    *commission.urlpatterns,
]
api_urlpatterns = api.urlpatterns
