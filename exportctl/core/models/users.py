from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from exportctl.core.rules.mailboxes import mailbox_of
from exportctl.core.rules.mailing import Choice

if TYPE_CHECKING:
    from exportctl.core.models.organisations import Seat


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """An account that can sign in with its e-mail address; without a password it cannot yet."""
        user = self.model(email=mailbox_of(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def of_mailbox(self, address: str) -> "User | None":
        """Whoever has this address, however it is spelt: one mailbox, one account."""
        return self.filter(email__iexact=mailbox_of(address)).first()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=mailbox_of(username or ""))


class User(AbstractBaseUser):
    """A person. What they may do follows from their live seats alone, never from the account."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, blank=True)  # empty: the browser's
    theme = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    session_epoch = models.PositiveIntegerField(default=0)  # counting up ends every session of the person
    created_at = models.DateTimeField()
    inbox_read_at = models.DateTimeField(null=True)  # younger notices are counted as new
    mail_choice = models.CharField(max_length=10, default=Choice.EACH.value)  # how messages reach the person
    # Messages about a case go to whoever has it; this person wants those about their colleagues' as well.
    hears_of_every_case = models.BooleanField(default=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    # Set by key authentication: the request may use this one seat only.
    limited_to_seat: int | None = None
    # Set by key authentication: when the call came in, by the product's clock.
    called_at: datetime | None = None
    # Kept by core.access for as long as the request lives.
    live_seats: "list[Seat] | None" = None
    # For whom the person acts who may act for several, as chosen in this session (exportctl.core.principals).
    acts_for: UUID | None = None
    # How the person came in, for the audit trail.
    channel = "browser"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is an account with this e-mail address already."),
            ),
            models.CheckConstraint(
                name="user_mail_choice_known",
                condition=Q(mail_choice__in=[choice.value for choice in Choice]),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """A session holds this; it ends when the password or the epoch changes."""
        proof = f"{self.password}.{self.session_epoch}"
        return salted_hmac("exportctl.core.session", proof, secret=secret, algorithm="sha256").hexdigest()

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[:2]).upper() or self.email[:2].upper()
