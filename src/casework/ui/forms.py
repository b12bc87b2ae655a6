"""How every form is drawn: one column, label above, hint, error under the field (DESIGN §8)."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` by the templates of this app."""

    form_template_name = "ui/form_fields.html"
    field_template_name = "ui/field.html"
