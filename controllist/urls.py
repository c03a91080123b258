from django.urls import URLPattern

app_name = "controllist"
urlpatterns: list[URLPattern] = []
api_urlpatterns: list[URLPattern] = []
