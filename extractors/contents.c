/* A table of contents is known by its heading. Its entries have numbers at their ends: behind leaders, in lines of their own at
 * the right, or behind the words. An entry may run over several lines, and the file may set its numbers apart. */

#include "extractors/contents.h"
#include "extractors/labels.h"

#include <string.h>

enum {
  LEAST_ENTRIES = 2,
  MOST_ENTRIES = 500,  /* more are a hostile file\'s: the later ones are left out */
  MOST_PLAIN = 3,      /* so many blocks without a number may follow each other: column heads, "Annexes", the lines of an entry */
  LONGEST_ENTRY = 6,   /* lines; a longer block is text */
  PARAGRAPHS = 20,     /* on a page, at the most: a number larger than that of all pages is a year, */
  MOST_NUMBERS = 999,  /* and so is what is larger than this */
  LONGEST_PLAIN = 160, /* bytes of a line that ends in a number without a leader */
  LOOK_AHEAD = 12,     /* blocks behind the heading, in which leaders show */
  LEAST_NAMED = 6,     /* bytes of a title that a word of naming may stand in front of */
};
static const double SAME_X = 3; /* points */

/* As contents_key makes them. */
static const char *const titles[] = {
    "contents",
    "tableofcontents",
    "содержание",
    "оглавление",
    "tabledesmatières",
    "tablesdesmatières",
    "sommaire",
    "índice",
    "indice",
    "contenido",
    "目录",
    "目次",
    "目錄",
    "المحتويات",
    "محتويات",
};

static void entry_free(gpointer data) {
  ContentsEntry *entry = data;
  g_free(entry->label);
  g_free(entry->words);
  g_free(entry->key);
  g_free(entry->full_key);
  g_free(entry->last_key);
  g_free(entry);
}

void contents_free(Contents *contents) {
  if (!contents) return;
  g_ptr_array_unref(contents->entries);
  g_free(contents);
}

/* The key of a text of ASCII alone, as most are: nothing of it has to be taken apart. */
static char *ascii_key(const char *text) {
  char *key = g_malloc(strlen(text) + 1), *end = key;
  for (; *text; text++)
    if (g_ascii_isalnum(*text)) *end++ = g_ascii_tolower(*text);
  *end = '\0';
  return key;
}

char *contents_key(const char *text) {
  if (g_str_is_ascii(text)) return ascii_key(text);
  g_autofree char *plain = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_strdown(plain ? plain : "", -1);
  GString *key = g_string_new(NULL);
  for (const char *p = folded; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalnum(g_utf8_get_char(p)) || g_unichar_ismark(g_utf8_get_char(p)))
      g_string_append_unichar(key, g_utf8_get_char(p));
  return g_string_free(key, FALSE);
}

gboolean contents_is_named(const char *longer, const char *shorter) {
  gsize length = strlen(shorter), more = strlen(longer);
  return length >= LEAST_NAMED && more > length && more - length <= CONTENTS_NAMING && g_str_has_suffix(longer, shorter);
}

static const PrintedLine *line_of(const Block *block, guint which, const GPtrArray *lines) {
  return lines->pdata[g_array_index(block->lines, guint, which)];
}

static void append_unraised(GString *text, const Line *line, gsize from) {
  for (guint i = 0; i < line->runs->len; i++) {
    const FontRun *run = line->runs->pdata[i];
    gsize end = i + 1 < line->runs->len ? ((const FontRun *)line->runs->pdata[i + 1])->start : strlen(line->text);
    gsize start = MAX(run->start, from);
    if (!run->raised && start < end) g_string_append_len(text, line->text + start, (gssize)(end - start));
  }
}

char *contents_block_key(const Block *block, const GPtrArray *lines) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < block->lines->len; i++)
    append_unraised(text, line_of(block, i, lines)->line, i == 0 && block->label ? strlen(block->label) : 0);
  return contents_key(text->str);
}

static gboolean is_title(const Block *block, const GPtrArray *lines) {
  if (block->kind == BLOCK_FURNITURE || block->kind == BLOCK_FOOTNOTE || block->lines->len != 1) return FALSE;
  g_autofree char *key = contents_key(line_of(block, 0, lines)->line->text);
  for (guint i = 0; i < G_N_ELEMENTS(titles); i++)
    if (strcmp(key, titles[i]) == 0) return TRUE;
  return FALSE;
}

/* --- the numbers at an entry's end */

typedef struct {
  guint count; /* numbers and ranges of numbers */
  guint last;  /* the last one; 0 for a range */
  guint largest;
  gboolean range; /* there is a range among them */
} Numbers;

static gboolean is_range_dash(gunichar c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* Reads TEXT, which must hold nothing but numbers and ranges: "1 - 4 3", "5–66". */
static gboolean read_numbers(const char *text, Numbers *numbers) {
  gboolean range = FALSE;
  *numbers = (Numbers){0};
  for (const char *p = text; *p;) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isdigit(c)) {
      guint value = 0, digits = 0;
      for (; g_unichar_isdigit(g_utf8_get_char(p)); p = g_utf8_next_char(p), digits++)
        value = 10 * value + (guint)g_unichar_digit_value(g_utf8_get_char(p));
      if (digits > 4) return FALSE;
      if (!range) numbers->count++;
      numbers->last = range ? 0 : value;
      numbers->largest = MAX(numbers->largest, value);
      numbers->range = numbers->range || range;
      range = FALSE;
      continue;
    }
    if (is_range_dash(c) && numbers->count > 0)
      range = TRUE;
    else if (c != ' ')
      return FALSE;
    p = g_utf8_next_char(p);
  }
  return numbers->count > 0;
}

/* A line of the contents, taken apart. */
typedef struct {
  gsize words;  /* how many bytes of it are words */
  gboolean end; /* it has a leader, or numbers: the entry ends with it */
  gboolean leader;
  Numbers numbers;
} Reading;

/* Where the numbers begin with which TEXT ends; at its end where there are none. */
static gsize numbers_start(const char *text) {
  gsize start = strlen(text);
  for (const char *p = text + start; (p = g_utf8_find_prev_char(text, p)) != NULL;) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isdigit(c) && !is_range_dash(c) && c != ' ') break;
    if (g_unichar_isdigit(c) && (p == text || p[-1] == ' ' || p[-1] == '.')) start = (gsize)(p - text);
  }
  return start;
}

static gsize trimmed(const char *text, gsize length) {
  while (length > 0 && strchr(" .", text[length - 1])) length--;
  return length;
}

/* What numbers in a document's contents may be. */
typedef struct {
  guint most;       /* the largest page number, and that of a paragraph; years are larger */
  gboolean leaders; /* leaders lead to them: at the end of other words a number is one of them, but for a range */
} Style;

/* Are NUMBERS, which stand at the end of TEXT with nothing between, those of an entry? */
static gboolean are_of_entry(const char *text, const Numbers *numbers, const Style *style) {
  if (strlen(text) > LONGEST_PLAIN || numbers->largest > style->most) return FALSE;
  return numbers->range || !style->leaders;
}

static Reading read_line(const char *text, const Style *style) {
  Reading reading = {.leader = text_has_leader(text, LEADER_DOTS)};
  gsize start = numbers_start(text);
  gboolean numbered = read_numbers(text + start, &reading.numbers) &&
                      (reading.leader || start == 0 || are_of_entry(text, &reading.numbers, style));
  if (!numbered) reading.numbers = (Numbers){0};
  reading.words = numbered ? start : strlen(text);
  reading.end = reading.leader || numbered;
  if (reading.end) reading.words = trimmed(text, reading.words);
  return reading;
}

/* --- its entries */

typedef struct {
  Contents *contents;
  const GPtrArray *lines;
  const Style *style;
  ContentsEntry *open; /* the last entry, which may go on; NULL for none */
  GString *words;      /* of it */
  gboolean closed;     /* its words are complete; numbers may follow */
  gboolean leader;     /* a leader was seen */
  gboolean indented;   /* its last line was not its first */
  char *last;          /* its last line */
} Builder;

static void finish_entry(Builder *builder) {
  ContentsEntry *entry = builder->open;
  if (!entry) return;
  entry->words = g_strdup(builder->words->str);
  entry->key = contents_key(entry->words);
  g_autofree char *whole = g_strconcat(entry->label ? entry->label : "", entry->words, NULL);
  entry->full_key = contents_key(whole);
  if (builder->indented && !entry->label) entry->last_key = contents_key(builder->last);
  g_clear_pointer(&builder->last, g_free);
  g_string_truncate(builder->words, 0);
  builder->open = NULL;
  if (*entry->key && builder->contents->entries->len < MOST_ENTRIES)
    g_ptr_array_add(builder->contents->entries, entry);
  else
    entry_free(entry);
}

static void begin_entry(Builder *builder, const char *label, gsize length, double x) {
  finish_entry(builder);
  builder->open = g_new0(ContentsEntry, 1);
  builder->open->x = x;
  if (length > 0) builder->open->label = g_strndup(label, length);
  builder->closed = builder->leader = builder->indented = FALSE;
}

/* Does the open entry run on in a line without a label at X? The lines of an entry hang below its words. Its number may stand in
 * the middle between them: then the leader is still to come. */
static gboolean runs_on(const Builder *builder, const Reading *reading, double x, gboolean same_block) {
  if (!builder->open) return FALSE;
  gboolean leads = !builder->leader && reading->leader && reading->numbers.count == 0;
  return (!builder->closed || leads) && (x > builder->open->x + SAME_X || (same_block && x > builder->open->x - SAME_X));
}

static void take_line(Builder *builder, const PrintedLine *printed, gboolean same_block) {
  const char *text = printed->line->text;
  double x = printed->line->box.x0;
  Reading reading = read_line(text, builder->style);
  if (reading.words > 0) {
    LabelForm form = LABEL_NONE;
    gsize label = label_parse(text, &form);
    if (form == LABEL_BARE_NUMBER || form == LABEL_BULLET || label > reading.words) label = 0;
    gboolean alone = label == reading.words; /* its words are a line of their own */
    if (label > 0 || !runs_on(builder, &reading, x, same_block))
      begin_entry(builder, text, label, x);
    else
      builder->indented = TRUE;
    gsize start = label + strspn(text + label, " ");
    g_free(builder->last);
    builder->last = g_strndup(text + MIN(start, reading.words), alone ? 0 : reading.words - MIN(start, reading.words));
    g_string_append_printf(builder->words, "%s%s", builder->words->len ? " " : "", builder->last);
  }
  if (!builder->open || !reading.end) return;
  builder->closed = TRUE;
  builder->leader = builder->leader || reading.leader;
  if (reading.numbers.count == 0) return;
  builder->open->numbered = TRUE;
  builder->open->page = reading.numbers.last;
}

static void take_block(Builder *builder, const Block *block) {
  for (guint i = 0; i < block->lines->len; i++) take_line(builder, line_of(block, i, builder->lines), i > 0);
}

/* --- where it ends */

static gboolean is_apart(const Block *block) {
  return block->kind == BLOCK_FURNITURE || block->kind == BLOCK_FOOTNOTE;
}

/* The first line of BLOCK with which an entry, or a part of one with numbers, ends; NULL where there is none. */
static const PrintedLine *ending_line(const Block *block, const GPtrArray *lines, const Style *style) {
  for (guint i = 0; i < block->lines->len; i++)
    if (read_line(line_of(block, i, lines)->line->text, style).end) return line_of(block, i, lines);
  return NULL;
}

/* The key of the words of LINE, with their label. */
static char *words_key(const PrintedLine *line, const Style *style) {
  g_autofree char *words = g_strndup(line->line->text, read_line(line->line->text, style).words);
  return contents_key(words);
}

/* The key of the label and the words of BLOCK. */
static char *full_key(const Block *block, const GPtrArray *lines) {
  g_autofree char *words = contents_block_key(block, lines), *label = contents_key(block->label ? block->label : "");
  return g_strconcat(label, words, NULL);
}

/* Behind the last block of the contents that begin with block FIRST. A block that says what an early entry says, without a
 * number, is the heading that it names. */
static guint contents_end(const GPtrArray *blocks, const GPtrArray *lines, guint first, const Style *style) {
  guint end = first, plain = 0, last_page = 0;
  g_autoptr(GHashTable) named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = first; i < blocks->len && plain <= MOST_PLAIN; i++) {
    const Block *block = blocks->pdata[i];
    if (is_apart(block)) continue;
    guint page = line_of(block, 0, lines)->line->page;
    if (last_page == 0) last_page = page;
    if (block->lines->len > LONGEST_ENTRY || page > last_page + 1) break;
    const PrintedLine *ending = ending_line(block, lines, style);
    g_autofree char *key = full_key(block, lines);
    if (!ending && g_hash_table_contains(named, key)) break;
    plain = ending ? 0 : plain + 1;
    if (!ending) continue;
    g_hash_table_add(named, words_key(ending, style));
    end = i + 1;
    last_page = page;
  }
  return end;
}

/* The style of the contents that begin with block FIRST. */
static Style style_of(const GPtrArray *blocks, const GPtrArray *lines, guint first, guint page_count) {
  Style style = {PARAGRAPHS * page_count, FALSE};
  for (guint i = first; i < blocks->len && i < first + LOOK_AHEAD; i++) {
    const Block *block = blocks->pdata[i];
    for (guint k = 0; k < block->lines->len; k++)
      style.leaders = style.leaders || text_has_leader(line_of(block, k, lines)->line->text, LEADER_DOTS);
  }
  style.most = MIN(style.most, MOST_NUMBERS);
  return style;
}

static guint count_numbered(const Contents *contents) {
  guint numbered = 0;
  for (guint i = 0; i < contents->entries->len; i++) numbered += ((ContentsEntry *)contents->entries->pdata[i])->numbered ? 1 : 0;
  return numbered;
}

Contents *contents_find(const GPtrArray *blocks, const GPtrArray *lines, guint page_count) {
  guint title = 0;
  while (title < blocks->len && !is_title(blocks->pdata[title], lines)) title++;
  if (title == blocks->len) return NULL;
  g_autoptr(Contents) contents = g_new0(Contents, 1);
  contents->entries = g_ptr_array_new_with_free_func(entry_free);
  Style style = style_of(blocks, lines, title + 1, page_count);
  contents->first = title + 1;
  contents->end = contents_end(blocks, lines, title + 1, &style);
  contents->page = line_of(blocks->pdata[title], 0, lines)->line->page;
  g_autoptr(GString) words = g_string_new(NULL);
  Builder builder = {.contents = contents, .lines = lines, .style = &style, .words = words};
  for (guint i = contents->first; i < contents->end; i++)
    if (!is_apart(blocks->pdata[i])) take_block(&builder, blocks->pdata[i]);
  finish_entry(&builder);
  return count_numbered(contents) >= LEAST_ENTRIES ? g_steal_pointer(&contents) : NULL;
}
