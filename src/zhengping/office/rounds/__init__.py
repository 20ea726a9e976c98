"""An evaluation round: its calendar, its departments, its experts, and who must not judge whom."""
