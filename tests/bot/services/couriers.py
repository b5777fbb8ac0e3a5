"""A courier into memory, with Discord's habits: nonces for minutes, marks for ever, faults."""

from datetime import timedelta

from bot.services.delivering import Arrival


class MemoryCourier:
    """Keeps what arrived; `faults` holds what happens to the next sends, first to last.

    A fault is an exception, raised before the effect, or a pair ("lost", exception), after it.
    """

    def __init__(self, clock, nonce_window=timedelta(minutes=3)):
        self.clock, self.nonce_window = clock, nonce_window
        self.arrived, self.told, self.faults = [], [], []
        self.looked = 0

    async def send(self, parcel):
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, Exception):
            raise fault
        earlier = self._within_minutes(parcel.delivery.nonce)
        if earlier is None:
            self.arrived.append((parcel.delivery.nonce, self.clock(), parcel))
            earlier = len(self.arrived)
        if fault is not None:
            raise fault[1]
        return Arrival(700, earlier)

    def _within_minutes(self, nonce):
        for number, (kept, at, _) in enumerate(self.arrived, 1):
            if kept == nonce and self.clock() - at <= self.nonce_window:
                return number
        return None

    async def find(self, parcel, *, since, until):
        self.looked += 1
        for number, (kept, at, _) in enumerate(self.arrived, 1):
            if kept == parcel.delivery.nonce and since <= at <= until:
                return Arrival(700, number)
        return None

    async def tell(self, subscription, sentence):
        self.told.append((subscription.id, sentence))
