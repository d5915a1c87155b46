/* Raw text to clean text, by edits that are kept: line breaks undone, end-of-line hyphens dropped where the word is joined,
 * footnote marks lifted out, ligatures and presentation forms taken apart, characters without width left out. */

#include "extractors/characters.h"
#include "extractors/layout.h"
#include "extractors/sentences.h"

#include <string.h>

typedef struct {
  Block *block;
  GString *raw, *text;
  const Vocabulary *vocabulary;
  GHashTable *notes;
} Cleaner;

static Edit *edit(Cleaner *cleaner, EditKind kind, guint start, const char *removed, gsize length, const char *inserted) {
  Edit *entry = edit_new();
  entry->kind = kind;
  entry->start = start;
  entry->removed = g_strndup(removed, length);
  entry->inserted = g_strdup(inserted);
  g_ptr_array_add(cleaner->block->edits, entry);
  g_string_append(cleaner->text, inserted);
  return entry;
}

static gunichar first_character(const char *text) {
  return *text ? g_utf8_get_char(text) : 0;
}

static gunichar character_before(const char *start, const char *p) {
  const char *before = g_utf8_find_prev_char(start, p);
  return before ? g_utf8_get_char(before) : 0;
}

static gboolean is_dash(gunichar c) {
  return c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015);
}

static gboolean is_hyphen(gunichar c) {
  return c == '-' || c == 0x2010;
}

/* Does NEXT begin with a conjunction? In "Dutch- / and German-speaking" the hyphen stands for the rest of a word to come, and
 * keeps its space. */
static gboolean begins_with_conjunction(const char *next) {
  static const char *const conjunctions[] = {"and", "or", "et", "ou", "y", "o", "и", "или"};
  gsize length = strcspn(next, " ");
  for (guint i = 0; i < G_N_ELEMENTS(conjunctions); i++)
    if (strlen(conjunctions[i]) == length && strncmp(next, conjunctions[i], length) == 0) return TRUE;
  return FALSE;
}

/* What the break behind LINE, in front of NEXT, becomes; the line's own end is part of the edit where a hyphen is dropped. */
static void join_lines(Cleaner *cleaner, const char *line, guint line_start, const char *next) {
  const char *end = line + strlen(line);
  guint break_at = line_start + (guint)(end - line);
  gunichar last = character_before(line, end), first = first_character(next);
  HyphenEvidence evidence = last == 0xAD ? EVIDENCE_SOFT : EVIDENCE_NONE;
  if (last == 0xAD ||
      (is_hyphen(last) && g_unichar_islower(first) && vocabulary_joins(cleaner->vocabulary, line, next, &evidence))) {
    gsize width = (gsize)(end - g_utf8_prev_char(end));
    g_string_truncate(cleaner->text, cleaner->text->len - (last == 0xAD ? 0 : width));
    g_autofree char *removed = g_strconcat(end - width, "\n", NULL);
    edit(cleaner, EDIT_HYPHEN, break_at - (guint)width, removed, width + 1, "")->evidence = evidence;
    return;
  }
  gunichar before = end > line ? character_before(line, g_utf8_find_prev_char(line, end)) : 0;
  gboolean chinese = is_unspaced(last) && is_unspaced(first);
  gboolean mixed = (is_unspaced(last) || is_unspaced(first)) && vocabulary_sets_close(cleaner->vocabulary);
  gboolean suspended = is_hyphen(last) && begins_with_conjunction(next);
  gboolean dashed = is_dash(last) && before && before != ' ' && !suspended;
  gboolean closed = dashed || chinese || mixed || last == '(' || last == '[';
  edit(cleaner, EDIT_LINE_BREAK, break_at, "\n", 1, closed ? "" : " ")->evidence = evidence;
}

/* Characters that show nothing: zero-width space and joiners, byte order mark, soft hyphen. */
static gboolean is_invisible(gunichar c) {
  return c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0xAD;
}

/* The number of the block of the footnote MARK, of LENGTH bytes, on PAGE; 0 for none. */
static guint note_on(const Cleaner *cleaner, guint page, const char *mark, gsize length) {
  g_autofree char *key = g_strdup_printf("%u:%.*s", page, (int)length, mark);
  return GPOINTER_TO_UINT(g_hash_table_lookup(cleaner->notes, key));
}

/* The same on the last of the pages before PAGE that has it: a note may be called again without being printed again. */
static guint note_before(const Cleaner *cleaner, guint page, const char *mark, gsize length) {
  guint note = 0;
  while (note == 0 && page-- > 1) note = note_on(cleaner, page, mark, length);
  return note;
}

/* Is what stands raised at byte AT of TEXT glued to a word's end or a punctuation mark? An exponent stands behind a number or a
 * single letter. */
static gboolean is_behind_word(const char *text, guint at) {
  const char *before = g_utf8_find_prev_char(text, text + at);
  if (!before) return FALSE;
  gunichar c = g_utf8_get_char(before);
  return g_unichar_ispunct(c) || (g_unichar_isalpha(c) && g_unichar_isalpha(character_before(text, before)));
}

/* Is MARK, raised at byte AT of LINE, the mark of footnotes? Stars and daggers are nothing else; a raised number may be an
 * exponent, so the page must have the note, or a page before it where no exponent can be; and of several ("1, 2") each. */
static gboolean is_known_mark(const Cleaner *cleaner, const Line *line, guint at, const char *mark) {
  if (strspn(mark, "*") == strlen(mark) || strstr(mark, "†") || strstr(mark, "‡")) return TRUE;
  gboolean behind_word = is_behind_word(line->text, at);
  g_auto(GStrv) parts = g_strsplit_set(mark, ", ", -1);
  guint known = 0;
  for (char **part = parts; *part; part++) {
    gsize length = strlen(*part);
    if (length == 0) continue;
    if (!note_on(cleaner, line->page, *part, length) && !(behind_word && note_before(cleaner, line->page, *part, length)))
      return FALSE;
    known++;
  }
  return known > 0;
}

/* Is MARK, behind byte AT of TEXT, the exponent of a unit of length? */
static gboolean is_exponent(const char *text, guint at, const char *mark) {
  static const char *const units[] = {"m", "km", "cm", "mm", "dm", "ft", "mi"};
  if (strcmp(mark, "2") != 0 && strcmp(mark, "3") != 0) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
    gsize length = strlen(units[i]);
    if (at >= length && strncmp(text + at - length, units[i], length) == 0 &&
        (at == length || !g_unichar_isalpha(character_before(text, text + at - length))))
      return TRUE;
  }
  return FALSE;
}

/* The length in bytes of the stars or daggers at byte AT of LINE, behind a word, that call a note of the page without being
 * raised; 0 where there are none. */
static gsize star_length(const Cleaner *cleaner, const Line *line, guint at) {
  const char *text = line->text;
  if (cleaner->block->kind == BLOCK_FURNITURE) return 0; /* a bar code's text stands between stars */
  gsize length = strspn(text + at, "*");
  if (length == 0 && (g_str_has_prefix(text + at, "†") || g_str_has_prefix(text + at, "‡"))) length = strlen("†");
  if (length == 0 || at == 0 || text[at - 1] == ' ' || text[at - 1] == '*') return 0;
  return note_on(cleaner, line->page, text + at, length) ? length : 0;
}

/* The length in bytes of the mark that the run of LINE at byte AT is; 0 where it is none. */
static gsize mark_length(const Cleaner *cleaner, const Line *line, guint at) {
  for (guint i = 0; i < line->runs->len; i++) {
    const FontRun *run = line->runs->pdata[i];
    if (run->start != at || !run->raised) continue;
    guint end = i + 1 < line->runs->len ? ((const FontRun *)line->runs->pdata[i + 1])->start : (guint)strlen(line->text);
    g_autofree char *mark = g_strstrip(g_strndup(line->text + at, end - at));
    return is_known_mark(cleaner, line, at, mark) && !is_exponent(line->text, at, mark) ? strlen(mark) : 0;
  }
  return star_length(cleaner, line, at);
}

/* The number of the block of the footnote that the first of MARK calls on PAGE; 0 for none. */
static guint note_of(const Cleaner *cleaner, guint page, const char *mark, gsize length) {
  gsize first = MIN(strcspn(mark, ", "), length);
  guint note = note_on(cleaner, page, mark, first);
  return note ? note : note_before(cleaner, page, mark, first);
}

/* Lifts the mark of LENGTH bytes at byte AT of LINE out. A space in front of it goes with it where a punctuation mark or
 * the line's end follows. */
static void lift_mark(Cleaner *cleaner, const Line *line, guint line_start, guint at, guint length) {
  const char *text = line->text;
  gboolean spaced = at > 0 && text[at - 1] == ' ' && g_str_has_suffix(cleaner->text->str, " ");
  gunichar next = first_character(text + at + length);
  guint space = spaced && (next == 0 || g_unichar_ispunct(next)) ? 1 : 0;
  g_string_truncate(cleaner->text, cleaner->text->len - space);
  Edit *lifted = edit(cleaner, EDIT_FOOTNOTE_MARK, line_start + at - space, text + at - space, length + space, "");
  lifted->note = note_of(cleaner, line->page, text + at, length);
}

/* Latin ligatures, the forms in which Arabic letters join, and Chinese radicals, as characters of their own (Unicode, Alphabetic
 * and Arabic Presentation Forms, Kangxi Radicals). */
static gboolean is_letter_form(gunichar c) {
  return (c >= 0x2F00 && c <= 0x2FD5) || (c >= 0xFB00 && c <= 0xFB06) || (c >= 0xFB50 && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC);
}

static gboolean is_arabic_letter(gunichar c) {
  return g_unichar_isalpha(c) && g_unichar_get_script(c) == G_UNICODE_SCRIPT_ARABIC;
}

/* Is the character of WIDTH bytes at P of TEXT the stroke that makes a word of Arabic longer, to fill a line (tatweel)? At a
 * word's end it is the writer's own. */
static gboolean is_stretch(const char *text, const char *p, guint width) {
  return g_utf8_get_char(p) == 0x640 && is_arabic_letter(character_before(text, p)) &&
         is_arabic_letter(first_character(p + width));
}

static void fold_letter_form(Cleaner *cleaner, guint start, const char *form, guint width) {
  g_autofree char *letters = g_utf8_normalize(form, width, G_NORMALIZE_NFKC);
  edit(cleaner, EDIT_LETTER_FORM, start, form, width, letters);
}

/* Copies LINE from byte FROM to the clean text. */
static void clean_line(Cleaner *cleaner, const Line *line, guint line_start, guint from) {
  const char *text = line->text;
  for (guint i = from; text[i];) {
    gsize mark = mark_length(cleaner, line, i);
    gunichar c = character_at(text + i);
    guint width = (guint)(g_utf8_next_char(text + i) - (text + i));
    gboolean line_end = text[i + width] == '\0';
    gboolean doubled = c == ' ' && (cleaner->text->len == 0 || cleaner->text->str[cleaner->text->len - 1] == ' ');
    if (mark > 0) {
      lift_mark(cleaner, line, line_start, i, (guint)mark);
      i += (guint)mark;
      continue;
    }
    if (doubled || (is_invisible(c) && !(c == 0xAD && line_end)))
      edit(cleaner, EDIT_SPACE, line_start + i, text + i, width, "");
    else if (is_stretch(text, text + i, width))
      edit(cleaner, EDIT_LETTER_FORM, line_start + i, text + i, width, "");
    else if (is_letter_form(c))
      fold_letter_form(cleaner, line_start + i, text + i, width);
    else if (!is_invisible(c))
      text_append_character(cleaner->text, c);
    i += width;
  }
}

static guint start_of_text(const Block *block, const char *first_line) {
  if (!block->label) return 0;
  gsize label = strlen(block->label);
  return (guint)(label + strspn(first_line + label, " "));
}

static void add_span(Block *block, const Line *line, guint start, guint end) {
  Span *span = block->spans->len ? block->spans->pdata[block->spans->len - 1] : NULL;
  if (!span || span->page != line->page) {
    span = span_new();
    span->page = line->page;
    span->start = start;
    g_ptr_array_add(block->spans, span);
  }
  span->end = end;
  box_join(&span->box, &line->box);
}

static const Line *line_of(const Block *block, guint which, const GPtrArray *lines) {
  return ((const PrintedLine *)lines->pdata[g_array_index(block->lines, guint, which)])->line;
}

void clean_block(Block *block, const GPtrArray *lines, const Vocabulary *vocabulary, GHashTable *notes) {
  Cleaner cleaner = {block, g_string_new(NULL), g_string_new(NULL), vocabulary, notes};
  block->text_start = start_of_text(block, line_of(block, 0, lines)->text);
  for (guint i = 0; i < block->lines->len; i++) {
    const Line *line = line_of(block, i, lines);
    if (i > 0) g_string_append_c(cleaner.raw, '\n');
    guint start = (guint)cleaner.raw->len;
    g_string_append(cleaner.raw, line->text);
    add_span(block, line, start, (guint)cleaner.raw->len);
    clean_line(&cleaner, line, start, i == 0 ? block->text_start : 0);
    if (i + 1 == block->lines->len) break;
    /* A label alone on its line: the text begins on the next one. */
    if (i == 0 && block->text_start == strlen(line->text))
      block->text_start++;
    else
      join_lines(&cleaner, line->text, start, line_of(block, i + 1, lines)->text);
  }
  g_free(block->raw);
  g_free(block->text);
  block->raw = g_string_free(cleaner.raw, FALSE);
  block->text = g_string_free(cleaner.text, FALSE);
}
