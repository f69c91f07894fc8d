"""Sign-in: a `Login` belongs to a member and acts in the capacity of a post that the member holds that day."""
