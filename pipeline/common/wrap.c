/* wrap.c - see wrap.h. */
#include "pipeline/common/wrap.h"

/* The line that is being written. */
typedef struct {
  GString *out;
  guint indent, width;
  guint column;       /* how many are taken */
  gsize may_end;      /* where in OUT it may end; 0 for nowhere */
  guint column_there; /* of what stands behind that */
} Wrap;

static guint columns_of(gunichar c) {
  if (c < 0x20 || g_unichar_iszerowidth(c)) return 0;
  return g_unichar_iswide(c) ? 2 : 1;
}

/* Ends the line where it may end; a space there gives way. */
static void end_line(Wrap *wrap) {
  gboolean space = wrap->out->str[wrap->may_end] == ' ';
  if (space) g_string_erase(wrap->out, (gssize)wrap->may_end, 1);
  g_string_insert_c(wrap->out, (gssize)wrap->may_end, '\n');
  for (guint i = 0; i < wrap->indent; i++) g_string_insert_c(wrap->out, (gssize)wrap->may_end + 1, ' ');
  wrap->column = wrap->indent + wrap->column - wrap->column_there - (space ? 1 : 0);
  wrap->may_end = 0;
}

static void note_end(Wrap *wrap) {
  wrap->may_end = wrap->out->len;
  wrap->column_there = wrap->column;
}

char *wrap_text(const char *text, guint indent, guint width) {
  Wrap wrap = {.out = g_string_new(NULL), .indent = indent, .width = width, .column = indent};
  for (guint i = 0; i < indent; i++) g_string_append_c(wrap.out, ' ');
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char(at);
    guint columns = columns_of(c);
    if ((c == ' ' || columns == 2) && at > text) note_end(&wrap);
    g_string_append_unichar(wrap.out, c);
    wrap.column += columns;
    if (width > 0 && wrap.column > width && wrap.may_end > 0 && c != ' ') end_line(&wrap);
  }
  return g_string_free(wrap.out, FALSE);
}
