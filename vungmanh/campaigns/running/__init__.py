"""Running a campaign: opening it, keeping its list true, following and reminding, closing."""
