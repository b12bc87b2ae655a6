"""Why: everything a month found out about one benefit, told to a clerk and to a citizen (Arts. 6-8).

    narrowing    the inputs cut down to some people, so that the engine's own steps can be run for them
    steps        those steps as rows: facts with the conditions they meet, grounds, cycle, standings, ledger
    verdicts     which facts were used, which ask for verification, which were ignored, and for what reason
    model        the explanation itself, the structure of `--json`
    telling      from steps to explanation, part by part: answer, grounds, facts, cycle, strip, money
    text, page   the explanation on a terminal of 80 columns and as one HTML page

No number is computed here: each one is read from a step of `zige.monthly` or asked of the expression that made it.
"""

from zige.explain.model import Explanation
from zige.explain.telling import explain, explain_all

__all__ = ["Explanation", "explain", "explain_all"]
