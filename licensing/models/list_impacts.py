from django.db import models


class ListImpact(models.Model):
    """Whom a change of the list concerned: what was compared again because of one edition, by numbers alone."""

    edition = models.PositiveIntegerField(primary_key=True)
    code = models.CharField(max_length=12)  # of the entry
    items = models.PositiveIntegerField()  # of catalogues
    catalogues = models.PositiveIntegerField()
    open_requests = models.PositiveIntegerField()
    authorisations = models.PositiveIntegerField()  # valid or suspended
    exporters = models.PositiveIntegerField()  # concerned by any of them
    at = models.DateTimeField()

    class Meta:
        ordering = ["-edition"]

    def __str__(self) -> str:
        return f"{self.code}, {self.edition}"
