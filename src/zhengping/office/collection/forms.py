"""Forms of confirmation."""

from __future__ import annotations

from django import forms


class NoteForm(forms.Form):
    """Why a value is confirmed, or a confirmation taken back."""

    note = forms.CharField(label="核实情况或理由", max_length=300, required=False)
