"""What the journal tells of delegations."""

from vungmanh.journal.events import declare

DELEGATED = declare(
    "access.delegated",
    "Ủy quyền của {post} cho người giúp việc tại {organization}, từ {first} đến {last}: {rights} (lý do: {reason})",
    "Lent rights of {post} to a helper at {organization}, {first} to {last}: {rights} (reason: {reason})",
)
DELEGATION_WITHDRAWN = declare(
    "access.delegation_withdrawn",
    "Rút ủy quyền của {post} đã giao cho người giúp việc tại {organization}",
    "Withdrew the rights of {post} lent to a helper at {organization}",
)
