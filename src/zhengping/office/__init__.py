"""The office: a Django project in which an evaluation round is run, from invitation to publication."""
