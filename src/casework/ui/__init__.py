"""The design system: one stylesheet, the base page, components (DESIGN §8). `/styleguide` shows all of it.

templates/ui/base.html     blocks title, heading, purpose, action, content, and `before` above the heading
templates/ui/list.html     blocks columns, row, bulk, empty; context `listing` (listing.py), `choosable`
templates/ui/form.html     part: a form with its summary of errors; every `{{ form }}` is drawn as forms.py says
templates/ui/review.html   what is submitted, in words, and what follows, before anything irreversible (review.py)
templates/ui/done.html     what was done and what happens next
templates/ui/…             parts to include: data_list, card, tabs, timeline, empty
templatetags/components    known to every template: standing, badge, law, month_strip, cell; day, month, yuan
law, type_size             the rulebook as pages; large type
"""
