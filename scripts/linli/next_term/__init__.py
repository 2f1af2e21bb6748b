"""The next term, made from one that was: takes the tables and two terms, gives a plan and the new text of the tables."""

from linli.next_term.names import Moved, Term, name_of
from linli.next_term.planned import Plan, course_of, said
from linli.next_term.planning import plan

__all__ = ["Moved", "Plan", "Term", "course_of", "name_of", "plan", "said"]
