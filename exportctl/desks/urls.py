"""Every page of the desks, in one namespace; each desk lists its own."""

from exportctl.desks import former_addresses
from exportctl.desks.api import urls as api
from exportctl.desks.authorisations import urls as authorisations
from exportctl.desks.case import urls as case
from exportctl.desks.catalogue import urls as catalogue
from exportctl.desks.customs import urls as customs
from exportctl.desks.drafts import urls as drafts
from exportctl.desks.exchange import urls as exchange
from exportctl.desks.exporter import urls as exporter
from exportctl.desks.general import urls as general
from exportctl.desks.oversight import urls as oversight
from exportctl.desks.public import urls as public
from exportctl.desks.registrations import urls as registrations
from exportctl.desks.worklist import urls as worklist

app_name = "desks"
urlpatterns = [
    *public.urlpatterns,
    *exporter.urlpatterns,
    *drafts.urlpatterns,
    *catalogue.urlpatterns,
    *authorisations.urlpatterns,
    *general.urlpatterns,
    *exchange.urlpatterns,
    *case.urlpatterns,
    *worklist.urlpatterns,
    *oversight.urlpatterns,
    *customs.urlpatterns,
    *registrations.urlpatterns,
    *former_addresses.urlpatterns,
]
api_urlpatterns = api.urlpatterns
