/* certificate_print.h - a report's certificate of completeness: for people, or as a line of JSON. */
#pragma once

#include "pipeline/reports/report.h"

typedef enum {
  CERTIFICATE_TEXT, /* the verdict, then each question with its answer: what failed first, what passed last */
  CERTIFICATE_JSON, /* one object a line: docs/completeness.md names its members */
} CertificateFormat;

/* Appends the certificate of REPORT to OUT. Names and messages come from outside: in text nothing in them acts on a terminal. */
void certificate_print(GString *out, const Report *report, CertificateFormat format);
