"""What changed in the sessions lately: takes the root and its history (or a former site), gives `Revisions`."""

from linli.revisions.change import Change, Kind, Revisions, Slot, Step
from linli.revisions.read import read
from linli.revisions.stamps import Stamp, Stamps

__all__ = ["Change", "Kind", "Revisions", "Slot", "Stamp", "Stamps", "Step", "read"]
