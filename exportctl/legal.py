"""What the application's role may do with every table. Read by each start before Django is set up."""

from controllist.legal import TABLES as CONTROLLIST
from exportctl.core.legal import TABLES as CORE
from licensing.legal import TABLES as LICENSING
from notifications.legal import TABLES as NOTIFICATIONS

TABLES = (CORE, CONTROLLIST, LICENSING, NOTIFICATIONS)
