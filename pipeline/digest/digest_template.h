/* digest_template.h - templates, for those who write them: see docs/template.md. */
#pragma once

#include <glib.h>

#define DIGEST_TEMPLATE_FORMAT "rapporteur.template/1"

/* Appends a template that says what a digest is made of without one, with the columns that could also be chosen as comments. */
void digest_template_print(GString *out);
