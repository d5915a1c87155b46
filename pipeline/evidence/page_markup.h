/* page_markup.h - text into web pages and into their data, where nothing of it may act: it comes of documents. */
#pragma once

#include <glib.h>

/* Appends TEXT as HTML text, or as the value of an attribute in quotes: &, <, >, " and ' as references; what is no character of a
 * text (control characters but line breaks and tabs, bytes that are no UTF-8) as U+FFFD. NULL is nothing. */
void markup_append(GString *out, const char *text);

/* Appends LENGTH bytes of TEXT in the same way. */
void markup_append_length(GString *out, const char *text, gsize length);

/* The same as printf, for marks of our own and for strings that are escaped on their way: each %s is. */
void markup_print(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Appends TEXT as a string of JavaScript, in quotes. It holds no <, so that it can't end a script or begin a comment, and no
 * U+2028 or U+2029, which end a line of a script. NULL is the empty string. */
void script_append(GString *out, const char *text);

/* What stands in the place of {{NAME}} in a template: HTML as it is. */
typedef struct {
  const char *name, *html;
} MarkupValue;

/* Appends TEMPLATE, in which each {{NAME}} gives way to its value of VALUES, ended by a row without a name. A name that is not
 * there is a fault of ours. Values are not looked through: what they hold in such braces stays. */
void markup_fill(GString *out, const char *template, const MarkupValue *values);
