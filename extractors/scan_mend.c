#include "extractors/scan_mend.h"

#include <math.h>
#include <string.h>

static OcrSymbol *symbol_at(const OcrReading *reading, guint index) {
  return &g_array_index(reading->symbols, OcrSymbol, index);
}

/* --- shapes */

/* In font sizes. Signs of their own are wider, lower, or end below the line. */
static const double QUOTE_HEIGHT = 0.5;   /* a quotation mark is no higher; the edge of a letter is */
static const double BAR_WIDTH = 0.3;      /* an upright bar is no wider; a bracket that was read twice is */
static const double STEM_WIDTH = 0.22;    /* the letter l is no wider; the capital J is */
static const double STOP_WIDTH = 0.35;    /* a full stop is no wider, */
static const double STOP_HEIGHT = 0.5;    /* and no higher */
static const double NUMERAL_WIDTH = 0.38; /* each stroke of a numeral is no wider, its full stop counted in */
static const double ON_LINE = 0.1;        /* the letter l ends so near to the line; brackets end below it */

static double width_of(const OcrSymbol *symbol) {
  return symbol->box.x1 - symbol->box.x0;
}

static double height_of(const OcrSymbol *symbol) {
  return symbol->box.y1 - symbol->box.y0;
}

static gboolean is_quote(gunichar character) {
  return character == 0x2018 || character == 0x2019 || character == '\'' || character == '`';
}

/* The edge of the next letter, or of the last, taken for a sign of its own. */
static gboolean is_phantom(const OcrReading *reading, guint index, const LineMeasure *line) {
  const OcrSymbol *symbol = symbol_at(reading, index);
  const OcrSymbol *next = index + 1 < reading->symbols->len ? symbol_at(reading, index + 1) : NULL;
  gboolean touches = next && next->word == symbol->word && next->box.x0 <= symbol->box.x1 + 1;
  if (is_quote(symbol->character)) return touches && height_of(symbol) > QUOTE_HEIGHT * line->size;
  return symbol->character == '|' && width_of(symbol) > BAR_WIDTH * line->size;
}

static gboolean is_letter_l(const OcrSymbol *symbol, const LineMeasure *line) {
  gboolean stands = fabs(symbol->box.y1 - line->base) < ON_LINE * line->size;
  if (symbol->character == ']') return stands;
  return symbol->character == 'J' && stands && width_of(symbol) < STEM_WIDTH * line->size;
}

static gboolean is_stroke(const OcrSymbol *symbol) {
  return symbol->character < 0x80 && strchr("Il1|", (int)symbol->character);
}

/* Is the full stop at INDEX one that holds the last stroke of a numeral at the beginning of a line, "II." for "III."? Then it is
 * large, and the numeral too wide for the strokes that were read. */
static gboolean holds_stroke(const OcrReading *reading, guint index, const LineMeasure *line) {
  const OcrSymbol *stop = symbol_at(reading, index);
  if (stop->character != '.' || width_of(stop) < STOP_WIDTH * line->size || height_of(stop) < STOP_HEIGHT * line->size)
    return FALSE;
  guint first = index;
  while (first > 0 && symbol_at(reading, first - 1)->word == stop->word && is_stroke(symbol_at(reading, first - 1))) first--;
  if (first == index || (first > 0 && symbol_at(reading, first - 1)->line == stop->line)) return FALSE;
  return stop->box.x1 - symbol_at(reading, first)->box.x0 > NUMERAL_WIDTH * line->size * (index - first + 1);
}

/* Gives the strokes that full stops hold signs of their own. */
static void free_strokes(OcrReading *reading, const GArray *measures) {
  for (guint i = 0; i < reading->symbols->len; i++) {
    const LineMeasure *line = &g_array_index(measures, LineMeasure, symbol_at(reading, i)->line);
    if (line->size <= 0 || !holds_stroke(reading, i, line)) continue;
    OcrSymbol stroke = *symbol_at(reading, i), *stop = symbol_at(reading, i);
    stroke.character = 'I';
    stroke.box.x1 -= (int)(STOP_WIDTH / 2 * line->size);
    stop->box.x0 = stroke.box.x1;
    g_array_insert_val(reading->symbols, i, stroke);
    i++;
  }
}

void reading_mend_shapes(OcrReading *reading, const GArray *measures) {
  free_strokes(reading, measures);
  guint kept = 0;
  for (guint i = 0; i < reading->symbols->len; i++) {
    OcrSymbol symbol = *symbol_at(reading, i);
    const LineMeasure *line = &g_array_index(measures, LineMeasure, symbol.line);
    if (line->size > 0 && is_phantom(reading, i, line)) continue;
    if (line->size > 0 && is_letter_l(&symbol, line)) symbol.character = 'l';
    *symbol_at(reading, kept++) = symbol;
  }
  g_array_set_size(reading->symbols, kept);
}

/* --- labels */

/* The first word of the line that begins with symbol FIRST, when it is of few ASCII signs: its text. */
static gboolean first_word(const OcrReading *reading, guint first, char word[8]) {
  guint length = 0;
  for (guint i = first; i < reading->symbols->len && symbol_at(reading, i)->word == symbol_at(reading, first)->word; i++) {
    gunichar character = symbol_at(reading, i)->character;
    if (length == 7 || character >= 0x80) return FALSE;
    word[length++] = (char)character;
  }
  word[length] = '\0';
  return length > 0;
}

/* "II." is read as "Il." or "I1.": upright strokes look alike. What has a capital I and nothing but such strokes in front of a
 * full stop is a roman numeral. */
static void mend_numeral(const OcrReading *reading, guint first, const char *word) {
  gsize length = strlen(word);
  if (length < 2 || word[length - 1] != '.' || strspn(word, "Il1|") != length - 1 || !strchr(word, 'I')) return;
  for (guint i = 0; i + 1 < length; i++) symbol_at(reading, first + i)->character = 'I';
}

/* "(1)" behind "(k)" is the letter, as in a list whose letters came so far. */
static void mend_letter(const OcrReading *reading, guint first, const char *word, char last) {
  gboolean stroke = strcmp(word, "(1)") == 0 || strcmp(word, "(I)") == 0 || strcmp(word, "(|)") == 0;
  if (stroke && last == 'k') symbol_at(reading, first + 1)->character = 'l';
}

/* "3," behind "2." is a label, too: the tail of the comma is a stain. */
static guint mend_number(const OcrReading *reading, guint first, const char *word, guint last) {
  gsize digits = strspn(word, "0123456789");
  guint64 value = g_ascii_strtoull(word, NULL, 10);
  if (digits == 0 || digits > 3 || word[digits] == '\0' || word[digits + 1] != '\0') return last;
  if (word[digits] == ',' && value == last + 1) symbol_at(reading, first + (guint)digits)->character = '.';
  return word[digits] == '.' || (word[digits] == ',' && value == last + 1) ? (guint)value : last;
}

void readings_mend_labels(const GPtrArray *readings) {
  char last = 0;    /* the letter of the last label "(a)" */
  guint number = 0; /* that of the last label "1." */
  for (guint r = 0; r < readings->len; r++) {
    const OcrReading *reading = readings->pdata[r];
    for (guint i = 0; i < reading->symbols->len; i++) {
      char word[8];
      if (i > 0 && symbol_at(reading, i - 1)->line == symbol_at(reading, i)->line) continue;
      if (!first_word(reading, i, word)) continue;
      mend_numeral(reading, i, word);
      mend_letter(reading, i, word, last);
      number = mend_number(reading, i, word, number);
      if (word[0] == '(' && g_ascii_islower(word[1]) && strcmp(word + 2, ")") == 0) last = word[1];
    }
  }
}
