"""Chance that is the same on every machine and every Python."""


class Chance:
    """A 64-bit congruential generator; nothing of the standard library, whose sequences may change."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) * n >> 31

    def between(self, low, high):
        """A whole number, both ends included."""
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        """One item of (item, weight) pairs."""
        ticket = self.below(sum(weight for _, weight in pairs))
        for item, weight in pairs:
            ticket -= weight
            if ticket < 0:
                return item

    def happens(self, per_hundred):
        return self.below(100) < per_hundred

    def shuffle(self, items):
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
