"""The desks' tests hold the product's clock as the procedures' do."""

from tests.notifications.conftest import product_clock

__all__ = ["product_clock"]
