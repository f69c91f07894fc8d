"""What people take out: ordered on a page, made at once or by the worker, kept for some days, registered for good."""
