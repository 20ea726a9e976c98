"""Forms in Tabler's look: every field with its label, its help and its error tied to it for a screen reader."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms drawn by the office's own templates."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
