"""Party members by date.

A `Member` is an identity with a code; `Particulars` say what is known of the person; `Membership` says in which
cell, `StandingPeriod` in which standing, `PostHeld` in which post, each from day to day. `Listing` and `Headcount`
are derived: today's members with their ancestors, and their number by grassroots organization, rewritten in the
transaction of every action and checked by `vungmanh verify`.
"""
