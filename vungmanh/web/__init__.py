"""Pages, forms and templates; no rules. A view loads through `access`, calls one action or query, answers."""
