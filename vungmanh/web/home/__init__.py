"""The page «Hôm nay»: what waits."""
