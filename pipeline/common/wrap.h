/* wrap.h - text in lines that fit a terminal. */
#pragma once

#include <glib.h>

/* TEXT with INDENT spaces in front of each of its lines, none of which takes more than WIDTH columns: lines end at spaces, or
 * beside a character that takes two columns, as Chinese ones do. A word that is longer than a line stays whole. WIDTH 0 makes one
 * line of it. Control characters and marks take no column. Free it with g_free. */
char *wrap_text(const char *text, guint indent, guint width);
