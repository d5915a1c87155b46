#include "extractors/content_stream.h"

#include "extractors/content_tokens.h"

#include <string.h>

/* Deeper nesting than any producer writes: what is deeper is passed over. */
enum { FORM_DEPTH = 12, STACK_DEPTH = 512, MARK_DEPTH = 512 };

/* Modes 3 and 7 paint nothing (PDF 32000-1, table 106). */
enum { MODE_INVISIBLE = 3, MODE_CLIP = 7 };

/* What q saves and Q restores. */
typedef struct {
  const ContentFont *font;
  int mode;
  ContentPlace place;
} State;

enum { OPERANDS = 6 };

typedef enum { MARK_PLAIN = 0, MARK_HIDDEN = 1, MARK_REPLACED = 2 } Mark;

/* One stream that is being read. */
typedef struct {
  const ContentNames *names;
  ContentResources resources;
  ContentCount *count;
  gsize *budget;
  guint depth;
  State state;
  GArray *saved;    /* State */
  guint saved_more; /* q beyond STACK_DEPTH */
  GByteArray *marks;
  guint marks_more;
  guint hidden, replaced; /* how many of the open marks are so */
  gboolean outside;       /* the text that is being shown begins where nothing shows */
  /* the operands of the operator to come */
  GString *text, *first_name, *last_name;
  double numbers[OPERANDS]; /* the last ones, in front of which are zeros */
  gboolean actual_text;
} Reader;

static double last_number(const Reader *reader) {
  return reader->numbers[OPERANDS - 1];
}

static gboolean is_invisible(int mode) {
  return mode == MODE_INVISIBLE || mode == MODE_CLIP;
}

static void count_glyph(Reader *reader, gboolean unmapped) {
  reader->count->glyphs++;
  if (is_invisible(reader->state.mode))
    reader->count->invisible++;
  else {
    reader->count->unmapped += unmapped && reader->replaced == 0;
    reader->count->outside += reader->outside ? 1 : 0;
  }
}

static void show_text(Reader *reader) {
  const ContentFont *font = reader->state.font;
  const guint8 *bytes = (const guint8 *)reader->text->str;
  gsize length = reader->text->len;
  if (reader->hidden > 0) return;
  reader->outside = content_place_is_outside(&reader->state.place);
  if (font && font->code_bytes == 2) {
    for (gsize i = 0; i + 1 < length; i += 2)
      if ((guint)(bytes[i] << 8 | bytes[i + 1]) != font->space_code) count_glyph(reader, font->all_unmapped);
    return;
  }
  for (gsize i = 0; i < length; i++)
    if (font ? !font->space[bytes[i]] : bytes[i] != ' ')
      count_glyph(reader, font && (font->all_unmapped || font->unmapped[bytes[i]]));
}

/* --- text and its place */

static ContentMatrix matrix_of(const double numbers[OPERANDS]) {
  return (ContentMatrix){numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]};
}

static void transform_page(Reader *reader) {
  ContentMatrix matrix = matrix_of(reader->numbers);
  content_place_transform(&reader->state.place, &matrix);
}

static void begin_text(Reader *reader) {
  content_place_begin_text(&reader->state.place);
}

static void set_line(Reader *reader) {
  ContentMatrix matrix = matrix_of(reader->numbers);
  content_place_set_line(&reader->state.place, &matrix);
}

static void move_line(Reader *reader) {
  content_place_move_line(&reader->state.place, reader->numbers[4], reader->numbers[5]);
}

static void move_line_and_lead(Reader *reader) {
  reader->state.place.leading = -reader->numbers[5];
  move_line(reader);
}

static void set_leading(Reader *reader) {
  reader->state.place.leading = last_number(reader);
}

static void next_line(Reader *reader) {
  content_place_move_line(&reader->state.place, 0, -reader->state.place.leading);
}

static void show_text_on_next_line(Reader *reader) {
  next_line(reader);
  show_text(reader);
}

/* --- paths, of which only the points count: the curve of v, y and c lies within its points' rectangle */

static void add_point(Reader *reader) {
  content_place_add_point(&reader->state.place, reader->numbers[4], reader->numbers[5]);
}

static void add_two_points(Reader *reader) {
  content_place_add_point(&reader->state.place, reader->numbers[2], reader->numbers[3]);
  add_point(reader);
}

static void add_three_points(Reader *reader) {
  content_place_add_point(&reader->state.place, reader->numbers[0], reader->numbers[1]);
  add_two_points(reader);
}

static void add_rectangle(Reader *reader) {
  const double *n = &reader->numbers[2];
  for (guint corner = 0; corner < 4; corner++)
    content_place_add_point(&reader->state.place, corner & 1 ? n[0] + n[2] : n[0], corner & 2 ? n[1] + n[3] : n[1]);
}

static void clip(Reader *reader) {
  reader->state.place.clips = TRUE;
}

static void end_path(Reader *reader) {
  content_place_end_path(&reader->state.place);
}

static void set_font(Reader *reader) {
  reader->state.font = reader->names->font(reader->resources, reader->last_name->str, reader->names->data);
}

static void set_mode(Reader *reader) {
  reader->state.mode = (int)CLAMP(last_number(reader), 0, MODE_CLIP);
}

static void set_graphics_state(Reader *reader) {
  const ContentFont *font = reader->names->state_font(reader->resources, reader->last_name->str, reader->names->data);
  if (font) reader->state.font = font;
}

static void save_state(Reader *reader) {
  if (reader->saved->len < STACK_DEPTH)
    g_array_append_val(reader->saved, reader->state);
  else
    reader->saved_more++;
}

static void restore_state(Reader *reader) {
  if (reader->saved_more > 0) {
    reader->saved_more--;
  } else if (reader->saved->len > 0) {
    reader->state = g_array_index(reader->saved, State, reader->saved->len - 1);
    g_array_set_size(reader->saved, reader->saved->len - 1);
  }
}

static void open_mark(Reader *reader, guint8 mark) {
  if (reader->marks->len >= MARK_DEPTH) {
    reader->marks_more++;
    return;
  }
  g_byte_array_append(reader->marks, &mark, 1);
  reader->hidden += (mark & MARK_HIDDEN) != 0;
  reader->replaced += (mark & MARK_REPLACED) != 0;
}

static void begin_plain_mark(Reader *reader) {
  open_mark(reader, MARK_PLAIN);
}

/* Properties stand in the stream itself, or are named. */
static void begin_mark(Reader *reader) {
  const ContentNames *names = reader->names;
  guint8 mark = reader->actual_text ? MARK_REPLACED : MARK_PLAIN;
  if (names->replaced(reader->resources, reader->last_name->str, names->data)) mark |= MARK_REPLACED;
  gboolean layer = strcmp(reader->first_name->str, "/OC") == 0;
  if (layer && names->hidden(reader->resources, reader->last_name->str, names->data)) mark |= MARK_HIDDEN;
  open_mark(reader, mark);
}

static void end_mark(Reader *reader) {
  if (reader->marks_more > 0) {
    reader->marks_more--;
  } else if (reader->marks->len > 0) {
    guint8 mark = reader->marks->data[reader->marks->len - 1];
    reader->hidden -= (mark & MARK_HIDDEN) != 0;
    reader->replaced -= (mark & MARK_REPLACED) != 0;
    g_byte_array_set_size(reader->marks, reader->marks->len - 1);
  }
}

static void read_content(const Reader *outer, GBytes *content, ContentResources resources);

static void read_form(const Reader *outer, const ContentForm *form) {
  Reader reader = *outer;
  content_place_transform(&reader.state.place, &form->matrix);
  if (form->has_box) content_place_clip(&reader.state.place, form->box[0], form->box[1], form->box[2], form->box[3]);
  read_content(&reader, form->content, form->resources);
}

static void show_form(Reader *reader) {
  ContentForm form = {0};
  if (reader->depth >= FORM_DEPTH || reader->hidden > 0 || *reader->budget == 0) return;
  if (!reader->names->form(reader->resources, reader->last_name->str, &form, reader->names->data)) return;
  if (!form.hidden) read_form(reader, &form);
  g_bytes_unref(form.content);
}

static const struct {
  char name[4]; /* padded with zeros */
  void (*act)(Reader *reader);
} operators[] = {
    {"Tj", show_text},
    {"TJ", show_text},
    {"'", show_text_on_next_line},
    {"\"", show_text_on_next_line},
    {"Tf", set_font},
    {"Tr", set_mode},
    {"BT", begin_text},
    {"Tm", set_line},
    {"Td", move_line},
    {"TD", move_line_and_lead},
    {"TL", set_leading},
    {"T*", next_line},
    {"q", save_state},
    {"Q", restore_state},
    {"cm", transform_page},
    {"gs", set_graphics_state},
    {"Do", show_form},
    {"BMC", begin_plain_mark},
    {"BDC", begin_mark},
    {"EMC", end_mark},
    {"m", add_point},
    {"l", add_point},
    {"c", add_three_points},
    {"v", add_two_points},
    {"y", add_two_points},
    {"re", add_rectangle},
    {"W", clip},
    {"W*", clip},
    {"n", end_path},
    {"f", end_path},
    {"F", end_path},
    {"f*", end_path},
    {"B", end_path},
    {"B*", end_path},
    {"b", end_path},
    {"b*", end_path},
    {"S", end_path},
    {"s", end_path},
};

static void act(Reader *reader, const char *operator) {
  char name[4] = "";
  if (strlen(operator) >= sizeof name) return;
  strcpy(name, operator);
  for (guint i = 0; i < G_N_ELEMENTS(operators); i++) {
    if (memcmp(name, operators[i].name, sizeof name) != 0) continue;
    operators[i].act(reader);
    return;
  }
}

static void take_operand(Reader *reader, const ContentTokens *tokens) {
  if (tokens->kind == TOKEN_NUMBER) {
    memmove(reader->numbers, reader->numbers + 1, sizeof reader->numbers - sizeof reader->numbers[0]);
    reader->numbers[OPERANDS - 1] = tokens->number;
  }
  if (tokens->kind == TOKEN_STRING) g_string_append_len(reader->text, tokens->text->str, (gssize)tokens->text->len);
  if (tokens->kind != TOKEN_NAME) return;
  if (reader->first_name->len == 0) g_string_assign(reader->first_name, tokens->text->str);
  g_string_assign(reader->last_name, tokens->text->str);
  if (strcmp(tokens->text->str, "/ActualText") == 0) reader->actual_text = TRUE;
}

static void forget_operands(Reader *reader) {
  g_string_truncate(reader->text, 0);
  g_string_truncate(reader->first_name, 0);
  g_string_truncate(reader->last_name, 0);
  memset(reader->numbers, 0, sizeof reader->numbers);
  reader->actual_text = FALSE;
}

static void read_tokens(Reader *reader, ContentTokens *tokens) {
  while (content_tokens_next(tokens) != TOKEN_END) {
    if (tokens->kind != TOKEN_OPERATOR) {
      take_operand(reader, tokens);
      continue;
    }
    if (strcmp(tokens->text->str, "ID") == 0) content_tokens_skip_picture(tokens);
    act(reader, tokens->text->str);
    forget_operands(reader);
  }
}

/* Reads CONTENT in the state of OUTER, which a form takes over and does not change. */
static void read_content(const Reader *outer, GBytes *content, ContentResources resources) {
  Reader reader = *outer;
  reader.resources = resources;
  reader.depth++;
  reader.saved = g_array_new(FALSE, FALSE, sizeof(State));
  reader.marks = g_byte_array_new();
  reader.saved_more = reader.marks_more = 0;
  reader.text = g_string_new(NULL);
  reader.first_name = g_string_new(NULL);
  reader.last_name = g_string_new(NULL);

  gsize size = 0;
  const guint8 *data = g_bytes_get_data(content, &size);
  size = MIN(size, *reader.budget);
  *reader.budget -= size;
  ContentTokens tokens;
  content_tokens_init(&tokens, data, size);
  forget_operands(&reader);
  read_tokens(&reader, &tokens);

  content_tokens_clear(&tokens);
  g_string_free(reader.text, TRUE);
  g_string_free(reader.first_name, TRUE);
  g_string_free(reader.last_name, TRUE);
  g_byte_array_unref(reader.marks);
  g_array_unref(reader.saved);
}

ContentCount content_count(GBytes *content, ContentResources resources, const ContentNames *names, gsize *budget) {
  ContentCount count = {0};
  Reader reader = {.names = names, .count = &count, .budget = budget};
  content_place_init(&reader.state.place);
  read_content(&reader, content, resources);
  return count;
}

gboolean content_may_hide_text(GBytes *content) {
  gsize size = 0;
  const guint8 *data = g_bytes_get_data(content, &size), *end = data + size;
  for (const guint8 *p = data; size > 0 && (p = memmem(p, (gsize)(end - p), "Tr", 2)); p += 2) {
    const guint8 *mode = p;
    while (mode > data && content_is_space(mode[-1])) mode--;
    /* "3", "3.0", "+7": which number it is the count will see. */
    while (mode > data && mode[-1] == '0') mode--;
    if (mode > data && mode[-1] == '.') mode--;
    if (mode > data && (mode[-1] == '0' + MODE_INVISIBLE || mode[-1] == '0' + MODE_CLIP)) return TRUE;
  }
  return FALSE;
}

gboolean content_may_clip(GBytes *content) {
  gsize size = 0;
  const guint8 *data = g_bytes_get_data(content, &size), *end = data + size;
  for (const guint8 *p = data; size > 0 && (p = memchr(p, 'W', (gsize)(end - p))); p++) {
    const guint8 *next = p + 1 < end && p[1] == '*' ? p + 2 : p + 1;
    if (p > data && content_is_space(p[-1]) && next < end && content_is_space(*next)) return TRUE;
  }
  return FALSE;
}

gboolean content_may_name(GBytes *content, const char *name) {
  gsize size = 0, length = strlen(name);
  const guint8 *data = g_bytes_get_data(content, &size), *end = data + size;
  if (size == 0) return FALSE;
  for (const guint8 *p = data; (p = memmem(p, (gsize)(end - p), name, length)); p += length) {
    const guint8 *next = p + length;
    if (next >= end || content_is_space(*next) || content_is_delimiter(*next)) return TRUE;
  }
  return memchr(data, '#', size) != NULL; /* it may be written with escapes */
}
