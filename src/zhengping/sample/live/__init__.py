"""The living part of the samples: what a visitor gets by using a site, each quality with a switch and a known truth."""
