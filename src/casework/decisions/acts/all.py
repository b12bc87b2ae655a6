"""Every act by its name, in the order in which they are offered."""

from casework.decisions.acts.act import LegalAct
from casework.decisions.acts.certify import Certify
from casework.decisions.acts.continue_ import Continue
from casework.decisions.acts.defer import Defer
from casework.decisions.acts.lower import Lower
from casework.decisions.acts.pay_back import PayBack
from casework.decisions.acts.recover import Recover
from casework.decisions.acts.resume import Resume
from casework.decisions.acts.revoke import Revoke
from casework.decisions.acts.stop import Stop
from casework.decisions.acts.suspend import Suspend
from casework.decisions.kinds import Act

ACTS: dict[Act, LegalAct] = {
    one.act: one
    for one in (
        Suspend(), Stop(), Resume(), Continue(), PayBack(), Recover(), Certify(), Defer(), Lower(), Revoke()
    )
}  # fmt: skip
