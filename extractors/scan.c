#include "extractors/scan.h"

#include "extractors/directions.h"
#include "extractors/scan_mend.h"
#include "extractors/sentences.h"

#include <math.h>

/* Parts of the font size, of common faces for text: capitals, digits and tall letters; small letters; characters of Chinese. */
static const double TALL = 0.69, SMALL = 0.46, SQUARE = 0.9;
/* A line's box: where its tallest letters end, and its lowest. */
static const double ABOVE = 0.75, BELOW = 0.25;

/* A footnote's mark: a digit that stands so far above the line, no higher than so much of the size. */
static const double RAISED_BY = 0.22, RAISED_HEIGHT = 0.55, RAISED_SIZE = 0.65;
static const double BOLD = 1.3;     /* bold strokes are so much thicker than others, on the mean */
static const double MOST = 0.7;     /* a line with so many bold letters is bold, one with the rest is not */
static const double SAME = 0.07;    /* sizes that differ by a smaller part are one; footnotes are a tenth smaller than the text */
static const double NEAR = 0.15;    /* so much may the size of a line of few letters be off */
static const double OF_BODY = 0.12; /* the same for the text of a whole document against that of its other pages */
static const double UNSPACED_GAP = 1; /* a gap between Chinese characters that is wider is a space; half of it beside one */
enum {
  ENOUGH = 4 /* letters that tell a line's size */,
  FEW_TALL = 2 /* tall ones do: they are the same part of it in all faces */,
  PERCENTS = 700
};
static const double LEADER_PITCH = 0.14 * POINTS_AN_INCH; /* points: dots farther apart are of two leaders */

typedef struct {
  double size, base; /* points */
  guint evidence;    /* letters that the size was measured by */
  guint letters, bold;
} ScanLine;

typedef struct {
  double stroke; /* of the size of its line; 0 where it could not be measured */
  guint letters;
  gboolean bold;
} ScanWord;

struct Scan {
  guint number, quarters;
  double width, height, skew; /* of the upright page, in points */
  double scale;               /* points a pixel */
  OcrReading *reading;
  GArray *leaders; /* PixelBox */
  GArray *lines;   /* ScanLine, in step with those of the reading */
  GArray *words;   /* ScanWord, in step */
};

static const OcrSymbol *symbol_at(const Scan *scan, guint index) {
  return &g_array_index(scan->reading->symbols, OcrSymbol, index);
}

static ScanLine *line_at(const Scan *scan, guint index) {
  return &g_array_index(scan->lines, ScanLine, index);
}

static ScanWord *word_at(const Scan *scan, guint index) {
  return &g_array_index(scan->words, ScanWord, index);
}

/* --- measuring */

typedef enum { SHAPE_OTHER, SHAPE_TALL, SHAPE_SMALL, SHAPE_SQUARE, SHAPES } Shape;

static Shape shape_of(gunichar character) {
  static const char *const tall = "bdfhklбђћ", *const small = "acemnorsuvwxzавгежзиклмнопстхчшъыьэюя";
  if (g_unichar_get_script(character) == G_UNICODE_SCRIPT_HAN) return SHAPE_SQUARE;
  if (g_ascii_isdigit((char)MIN(character, 0x7F)) || g_utf8_strchr(tall, -1, character)) return SHAPE_TALL;
  if (g_utf8_strchr(small, -1, character)) return SHAPE_SMALL;
  gboolean falls = character == 'Q' || character == 'J' || character >= 0x80; /* accents, and tails as of Щ */
  return g_unichar_isupper(character) && !falls ? SHAPE_TALL : SHAPE_OTHER;
}

static int by_value(gconstpointer a, gconstpointer b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double median(GArray *values) {
  g_array_sort(values, by_value);
  return values->len ? g_array_index(values, double, values->len / 2) : 0;
}

/* The symbols of a line stand in a row, since each line is read in one. */
static guint line_end(const Scan *scan, guint first) {
  guint end = first;
  while (end < scan->reading->symbols->len && symbol_at(scan, end)->line == symbol_at(scan, first)->line) end++;
  return end;
}

/* Where the letters of symbols FIRST to END stand: most of them have no descender. */
static double measure_base(const Scan *scan, guint first, guint end) {
  g_autoptr(GArray) feet = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = first; i < end; i++) {
    const OcrSymbol *symbol = symbol_at(scan, i);
    Shape shape = shape_of(symbol->character);
    double foot = symbol->box.y1;
    if (shape == SHAPE_SQUARE) foot -= 0.1 * (symbol->box.y1 - symbol->box.y0);
    if (shape != SHAPE_OTHER) g_array_append_val(feet, foot);
  }
  if (feet->len >= ENOUGH) return median(feet);
  return g_array_index(scan->reading->lines, OcrLine, symbol_at(scan, first)->line).base;
}

/* The size of the letters of symbols FIRST to END above BASE, in pixels, by the shape that tells most; any letter tells
 * something. */
static double measure_size(const Scan *scan, guint first, guint end, double base, guint *evidence) {
  static const double parts[SHAPES] = {[SHAPE_OTHER] = TALL, [SHAPE_TALL] = TALL, [SHAPE_SMALL] = SMALL, [SHAPE_SQUARE] = SQUARE};
  static const Shape order[] = {SHAPE_TALL, SHAPE_SQUARE, SHAPE_SMALL, SHAPE_OTHER};
  GArray *heights[SHAPES];
  double size = 0;
  for (guint shape = 0; shape < SHAPES; shape++) heights[shape] = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = first; i < end; i++) {
    const OcrSymbol *symbol = symbol_at(scan, i);
    Shape shape = shape_of(symbol->character);
    double height = shape == SHAPE_SQUARE ? symbol->box.y1 - symbol->box.y0 : base - symbol->box.y0;
    if (height > 0 && (shape != SHAPE_OTHER || g_unichar_isalpha(symbol->character))) g_array_append_val(heights[shape], height);
  }
  *evidence = 0;
  for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
    GArray *of_shape = heights[order[i]];
    if (of_shape->len <= *evidence || *evidence >= ENOUGH) continue;
    size = median(of_shape) / parts[order[i]];
    *evidence = order[i] == SHAPE_OTHER ? MIN(of_shape->len, ENOUGH - 1) : of_shape->len;
    if (order[i] == SHAPE_TALL && *evidence >= FEW_TALL) *evidence = MAX(*evidence, ENOUGH);
  }
  for (guint shape = 0; shape < SHAPES; shape++) g_array_unref(heights[shape]);
  return size;
}

static void measure_lines(Scan *scan) {
  g_array_set_size(scan->lines, scan->reading->lines->len);
  for (guint first = 0, end; first < scan->reading->symbols->len; first = end) {
    end = line_end(scan, first);
    ScanLine *line = line_at(scan, symbol_at(scan, first)->line);
    double base = measure_base(scan, first, end);
    line->size = measure_size(scan, first, end, base, &line->evidence) * scan->scale;
    line->base = base * scan->scale;
  }
}

static void mend(Scan *scan) {
  g_autoptr(GArray) measures = g_array_new(FALSE, FALSE, sizeof(LineMeasure));
  for (guint i = 0; i < scan->lines->len; i++) {
    LineMeasure measure = {line_at(scan, i)->base / scan->scale, line_at(scan, i)->size / scan->scale};
    g_array_append_val(measures, measure);
  }
  reading_mend_shapes(scan->reading, measures);
}

/* Strokes are measured where small letters have theirs. */
static void measure_words(Scan *scan, const Picture *picture) {
  guint8 ink = picture_ink(picture);
  g_array_set_size(scan->words, scan->reading->words->len);
  for (guint i = 0; i < scan->reading->symbols->len; i++) {
    const OcrSymbol *symbol = symbol_at(scan, i);
    ScanWord *word = word_at(scan, symbol->word);
    word->letters += g_unichar_isalpha(symbol->character) != FALSE;
    double size = line_at(scan, symbol->line)->size / scan->scale, base = line_at(scan, symbol->line)->base / scan->scale;
    if (word->stroke > 0 || size <= 0 || !g_unichar_isalnum(symbol->character)) continue;
    PixelBox box = g_array_index(scan->reading->words, OcrWord, symbol->word).box;
    box.y0 = (int)(base - SMALL * size), box.y1 = (int)base;
    word->stroke = picture_stroke(picture, &box, ink) / size;
  }
}

/* OCR's boxes of neighbouring words reach into each other: they end where they meet. */
static void part_words(Scan *scan) {
  for (guint i = 1; i < scan->reading->symbols->len; i++) {
    const OcrSymbol *last = symbol_at(scan, i - 1), *next = symbol_at(scan, i);
    if (last->line != next->line || last->word == next->word) continue;
    PixelBox *a = &g_array_index(scan->reading->words, OcrWord, last->word).box;
    PixelBox *b = &g_array_index(scan->reading->words, OcrWord, next->word).box;
    if (a->x0 > b->x0) {
      PixelBox *left = b;
      b = a, a = left;
    }
    int middle = (a->x1 + b->x0) / 2;
    if (a->x1 > b->x0 && middle > a->x0 && middle < b->x1) a->x1 = b->x0 = middle;
  }
}

Scan *scan_new(guint number, double width, double height, guint quarters, double skew, const Picture *picture,
               OcrReading *reading, GArray *leaders) {
  Scan *scan = g_new0(Scan, 1);
  scan->number = number;
  scan->quarters = quarters;
  scan->width = quarters & 1 ? height : width;
  scan->height = quarters & 1 ? width : height;
  scan->skew = skew;
  scan->scale = POINTS_AN_INCH / picture->resolution;
  scan->reading = reading;
  scan->leaders = leaders;
  scan->lines = g_array_new(FALSE, TRUE, sizeof(ScanLine));
  scan->words = g_array_new(FALSE, TRUE, sizeof(ScanWord));
  measure_lines(scan);
  mend(scan);
  part_words(scan);
  measure_words(scan, picture);
  return scan;
}

void scan_free(Scan *scan) {
  if (!scan) return;
  ocr_reading_free(scan->reading);
  g_array_unref(scan->leaders);
  g_array_unref(scan->lines);
  g_array_unref(scan->words);
  g_free(scan);
}

const OcrReading *scan_reading(const Scan *scan) {
  return scan->reading;
}

/* --- settling sizes: the size of most letters, then that of most of the rest, and so on */

typedef struct {
  ScanLine *line;
  guint letters;
  gboolean settled;
} Sized;

static GArray *all_lines(const GPtrArray *scans) {
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(Sized));
  for (guint s = 0; s < scans->len; s++) {
    const Scan *scan = scans->pdata[s];
    for (guint first = 0, end; first < scan->reading->symbols->len; first = end) {
      end = line_end(scan, first);
      Sized sized = {line_at(scan, symbol_at(scan, first)->line), end - first, FALSE};
      g_array_append_val(lines, sized);
    }
  }
  return lines;
}

static int percent_of(double size) {
  return size > 0 ? CLAMP((int)lround(100 * log(size)), 0, PERCENTS - 1) : 0;
}

/* The size about which most letters of the lines that are not settled are set; 0 where none is left. */
static double most_frequent_size(const GArray *lines) {
  guint letters[PERCENTS] = {0}, most = 0;
  int best = 0, reach = (int)(100 * SAME / 2);
  double sum = 0, weight = 0;
  for (guint i = 0; i < lines->len; i++) {
    const Sized *sized = &g_array_index(lines, Sized, i);
    if (!sized->settled && sized->line->evidence >= ENOUGH) letters[percent_of(sized->line->size)] += sized->letters;
  }
  for (int percent = reach; percent + reach < PERCENTS; percent++) {
    guint around = 0;
    for (int i = percent - reach; i <= percent + reach; i++) around += letters[i];
    if (around > most) most = around, best = percent;
  }
  for (guint i = 0; i < lines->len && most > 0; i++) {
    const Sized *sized = &g_array_index(lines, Sized, i);
    if (sized->settled || sized->line->evidence < ENOUGH || ABS(percent_of(sized->line->size) - best) > reach) continue;
    sum += sized->line->size * sized->letters, weight += sized->letters;
  }
  return weight > 0 ? sum / weight : 0;
}

static gboolean is_nearly(double size, double other, double part) {
  return fabs(size / other - 1) < part;
}

static void settle_around(GArray *lines, double size, double value) {
  for (guint i = 0; i < lines->len; i++) {
    Sized *sized = &g_array_index(lines, Sized, i);
    if (sized->settled || sized->line->evidence < ENOUGH || !is_nearly(sized->line->size, size, SAME)) continue;
    sized->line->size = value;
    sized->settled = TRUE;
  }
}

/* A line of few letters is of the size of the document's that is nearest, the text's before all others. */
static void settle_short_line(Sized *sized, const GArray *sizes) {
  double best = 0;
  for (guint i = 0; i < sizes->len; i++) {
    double size = g_array_index(sizes, double, i);
    if (i == 0 && (sized->line->size <= 0 || is_nearly(sized->line->size, size, NEAR))) best = size;
    if (best <= 0 && is_nearly(sized->line->size, size, NEAR)) best = size;
  }
  if (best > 0) sized->line->size = best;
}

static void settle_sizes(const GPtrArray *scans, double body) {
  g_autoptr(GArray) lines = all_lines(scans);
  g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(double));
  for (double size; (size = most_frequent_size(lines)) > 0;) {
    double value = round(10 * size) / 10;
    if (sizes->len == 0 && body > 0 && is_nearly(size, body, OF_BODY)) value = body;
    settle_around(lines, size, value);
    g_array_append_val(sizes, value);
  }
  for (guint i = 0; i < lines->len; i++)
    if (!g_array_index(lines, Sized, i).settled) settle_short_line(&g_array_index(lines, Sized, i), sizes);
}

/* --- settling weights */

typedef struct {
  double stroke;
  guint letters;
} Stroke;

static int by_stroke(gconstpointer a, gconstpointer b) {
  const Stroke *x = a, *y = b;
  return x->stroke < y->stroke ? -1 : x->stroke > y->stroke;
}

static GArray *all_strokes(const GPtrArray *scans) {
  GArray *strokes = g_array_new(FALSE, FALSE, sizeof(Stroke));
  for (guint s = 0; s < scans->len; s++) {
    const Scan *scan = scans->pdata[s];
    for (guint i = 0; i < scan->words->len; i++) {
      Stroke stroke = {word_at(scan, i)->stroke, word_at(scan, i)->letters};
      if (stroke.stroke > 0 && stroke.letters > 0) g_array_append_val(strokes, stroke);
    }
  }
  g_array_sort(strokes, by_stroke);
  return strokes;
}

/* The stroke above which letters are bold: it parts all of them into two kinds whose means are farthest apart, each weighed by
 * its letters. There may be more bold ones than others. 0 where the document has one kind only. */
static double least_bold_stroke(const GPtrArray *scans) {
  g_autoptr(GArray) strokes = all_strokes(scans);
  double all = 0, sum = 0, thin = 0, thin_sum = 0, best = 0, least = 0;
  for (guint i = 0; i < strokes->len; i++) {
    const Stroke *stroke = &g_array_index(strokes, Stroke, i);
    all += stroke->letters, sum += stroke->stroke * stroke->letters;
  }
  for (guint i = 0; i + 1 < strokes->len; i++) {
    const Stroke *stroke = &g_array_index(strokes, Stroke, i);
    thin += stroke->letters, thin_sum += stroke->stroke * stroke->letters;
    double thin_mean = thin_sum / thin, thick_mean = (sum - thin_sum) / (all - thin);
    double parted = thin * (all - thin) * (thick_mean - thin_mean) * (thick_mean - thin_mean);
    if (parted <= best) continue;
    best = parted;
    least = thick_mean > BOLD * thin_mean ? (thin_mean + thick_mean) / 2 : 0;
  }
  return least;
}

/* Few words are measured rightly all of them: a line is bold where most of it is. */
static void settle_weights_of(Scan *scan, double least) {
  for (guint i = 0; i < scan->words->len; i++) word_at(scan, i)->bold = word_at(scan, i)->stroke > least;
  for (guint i = 0; i < scan->reading->symbols->len; i++) {
    const OcrSymbol *symbol = symbol_at(scan, i);
    if (!g_unichar_isalpha(symbol->character)) continue;
    line_at(scan, symbol->line)->letters++;
    line_at(scan, symbol->line)->bold += word_at(scan, symbol->word)->bold != FALSE;
  }
  for (guint i = 0; i < scan->reading->symbols->len; i++) {
    const OcrSymbol *symbol = symbol_at(scan, i);
    const ScanLine *line = line_at(scan, symbol->line);
    if (line->bold >= MOST * line->letters && line->letters > 0) word_at(scan, symbol->word)->bold = TRUE;
    if (line->bold <= (1 - MOST) * line->letters && line->letters > 0) word_at(scan, symbol->word)->bold = FALSE;
  }
}

static void settle_labels(const GPtrArray *scans) {
  g_autoptr(GPtrArray) readings = g_ptr_array_new();
  for (guint i = 0; i < scans->len; i++) g_ptr_array_add(readings, ((Scan *)scans->pdata[i])->reading);
  readings_mend_labels(readings);
}

void scans_settle(const GPtrArray *scans, double body) {
  settle_labels(scans);
  double least = least_bold_stroke(scans);
  for (guint i = 0; i < scans->len && least > 0; i++) settle_weights_of(scans->pdata[i], least);
  settle_sizes(scans, body);
}

/* --- glyphs */

static const char *const face = "OCR", *const bold_face = "OCR-Bold";

static gboolean is_raised(const Scan *scan, const OcrSymbol *symbol) {
  const ScanLine *line = line_at(scan, symbol->line);
  double foot = symbol->box.y1 * scan->scale, height = (symbol->box.y1 - symbol->box.y0) * scan->scale;
  return g_unichar_isdigit(symbol->character) && line->evidence >= ENOUGH && foot < line->base - RAISED_BY * line->size &&
         height < RAISED_HEIGHT * line->size;
}

static gboolean ends_word(const Scan *scan, guint index) {
  return index + 1 == scan->reading->symbols->len || symbol_at(scan, index + 1)->word != symbol_at(scan, index)->word;
}

typedef struct {
  guint index;   /* of the symbol */
  double middle; /* of its ink */
} Placed;

static int by_middle(gconstpointer a, gconstpointer b) {
  const Placed *x = a, *y = b;
  return x->middle < y->middle ? -1 : x->middle > y->middle ? 1 : (int)x->index - (int)y->index;
}

static gboolean has_right_to_left(const Scan *scan, guint first, guint end) {
  for (guint i = first; i < end; i++)
    if (is_right_to_left(symbol_at(scan, i)->character)) return TRUE;
  return FALSE;
}

/* Symbols FIRST to END, a word, as they stand from left to right. Letters stand in their order; the full stop behind a number
 * stands at its left in a line that is written from right to left. */
static void sort_word(const Scan *scan, guint first, guint end, gboolean leftwards, GArray *placed) {
  gboolean right = has_right_to_left(scan, first, end);
  g_array_set_size(placed, 0);
  for (guint i = first; i < end; i++) {
    const OcrSymbol *symbol = symbol_at(scan, i);
    Placed one = {i, right ? -(double)i : leftwards ? (symbol->box.x0 + symbol->box.x1) / 2.0 : (double)i};
    g_array_append_val(placed, one);
  }
  g_array_sort(placed, by_middle);
}

/* Where the signs of a word part: half-way between their inks. EDGES has room for one more than there are. FALSE where OCR has
 * placed them so badly that they do not follow each other. */
static gboolean find_edges(const Scan *scan, const GArray *placed, const PixelBox *word, double *edges) {
  edges[0] = word->x0;
  edges[placed->len] = word->x1;
  for (guint i = 1; i < placed->len; i++) {
    const PixelBox *last = &symbol_at(scan, g_array_index(placed, Placed, i - 1).index)->box;
    edges[i] = (last->x1 + symbol_at(scan, g_array_index(placed, Placed, i).index)->box.x0) / 2.0;
  }
  for (guint i = 1; i <= placed->len; i++)
    if (edges[i] <= edges[i - 1]) return FALSE;
  return TRUE;
}

/* Parts WORD into COUNT shares, of two widths: of one width are the halves of a ligature (directions.c). */
static void share_edges(const PixelBox *word, double *edges, guint count) {
  double share = (double)(word->x1 - word->x0) / count;
  for (guint i = 1; i < count; i++) edges[i] = word->x0 + share * (i + (i % 2 ? 0.05 : 0));
}

/* Gives the GLYPHS of symbols FIRST to END, a word, their places: they touch each other, so that no gap within a word parts it.
 */
static void place_word(const Scan *scan, guint first, guint end, gboolean leftwards, Glyph *glyphs) {
  g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(Placed));
  sort_word(scan, first, end, leftwards, placed);
  const PixelBox *word = &g_array_index(scan->reading->words, OcrWord, symbol_at(scan, first)->word).box;
  g_autofree double *edges = g_new(double, placed->len + 1);
  if (!find_edges(scan, placed, word, edges)) share_edges(word, edges, placed->len);
  for (guint i = 0; i < placed->len; i++) {
    Glyph *glyph = &glyphs[g_array_index(placed, Placed, i).index - first];
    glyph->x0 = edges[i] * scan->scale;
    glyph->x1 = edges[i + 1] * scan->scale;
  }
}

static Glyph glyph_of(const Scan *scan, guint index, GlyphPage *page) {
  const OcrSymbol *symbol = symbol_at(scan, index);
  const ScanLine *line = line_at(scan, symbol->line);
  const char *font = word_at(scan, symbol->word)->bold ? bold_face : face;
  Glyph glyph = {.character = symbol->character, .confidence = symbol->confidence};
  if (is_raised(scan, symbol)) {
    glyph.style = glyph_page_style(page, font, RAISED_SIZE * line->size, FALSE);
    glyph.y0 = symbol->box.y0 * scan->scale;
    glyph.y1 = symbol->box.y1 * scan->scale;
  } else {
    glyph.style = glyph_page_style(page, font, line->size, FALSE);
    glyph.y0 = line->base - ABOVE * line->size;
    glyph.y1 = line->base + BELOW * line->size;
  }
  return glyph;
}

static void add_white(GlyphPage *page, gunichar character, const Glyph *last) {
  Glyph white = *last;
  white.character = character;
  white.x0 = white.x1;
  g_array_append_val(page->glyphs, white);
}

/* Between Chinese characters OCR parts words where the page shows nothing; beside them numbers and names stand a little apart. */
static gboolean is_set_close(const Glyph *last, const Glyph *next, double size) {
  gboolean both = is_unspaced(last->character) && is_unspaced(next->character);
  gboolean one = is_unspaced(last->character) || is_unspaced(next->character);
  double gap = next->x0 - last->x1;
  return one && next->x0 > last->x0 && gap < (both ? UNSPACED_GAP : UNSPACED_GAP / 2) * size;
}

static void add_word(const Scan *scan, guint first, guint end, gboolean leftwards, GlyphPage *page) {
  g_autofree Glyph *glyphs = g_new0(Glyph, end - first);
  const OcrSymbol *symbol = symbol_at(scan, first), *before = first > 0 ? symbol_at(scan, first - 1) : NULL;
  for (guint i = first; i < end; i++) glyphs[i - first] = glyph_of(scan, i, page);
  place_word(scan, first, end, leftwards, glyphs);
  if (before && page->glyphs->len > 0) {
    Glyph last = g_array_index(page->glyphs, Glyph, page->glyphs->len - 1);
    if (before->line == symbol->line && is_set_close(&last, glyphs, line_at(scan, symbol->line)->size))
      g_array_index(page->glyphs, Glyph, page->glyphs->len - 1).x1 = glyphs->x0;
    else if (before->line != symbol->line)
      add_white(page, '\n', &last);
    else
      add_white(page, ' ', &last);
  }
  g_array_append_vals(page->glyphs, glyphs, end - first);
}

static gboolean is_written_leftwards(const Scan *scan) {
  guint right = 0, letters = 0;
  for (guint i = 0; i < scan->reading->symbols->len; i++) {
    letters += g_unichar_isalpha(symbol_at(scan, i)->character) != FALSE;
    right += is_right_to_left(symbol_at(scan, i)->character) != FALSE;
  }
  return 2 * right > letters;
}

static void add_lines(const Scan *scan, GlyphPage *page) {
  gboolean leftwards = is_written_leftwards(scan);
  for (guint first = 0, end; first < scan->reading->symbols->len; first = end) {
    end = first + 1;
    while (!ends_word(scan, end - 1)) end++;
    add_word(scan, first, end, leftwards, page);
  }
  if (page->glyphs->len == 0) return;
  const Glyph last = g_array_index(page->glyphs, Glyph, page->glyphs->len - 1);
  add_white(page, '\n', &last);
}

/* The line of the text on whose row a dot stands that ends at FOOT; NULL where it stands alone. */
static const ScanLine *row_of(const Scan *scan, double foot) {
  const ScanLine *best = NULL;
  for (guint i = 0; i < scan->lines->len; i++) {
    const ScanLine *line = line_at(scan, i);
    if (line->size <= 0 || fabs(line->base - foot) > BELOW * line->size) continue;
    if (!best || fabs(line->base - foot) < fabs(best->base - foot)) best = line;
  }
  return best;
}

/* Dots touch each other, as the letters of a word. */
static void add_leaders(const Scan *scan, GlyphPage *page) {
  float confidence = (float)ocr_reading_confidence(scan->reading);
  for (guint i = 0; i < scan->leaders->len; i++) {
    const PixelBox *dot = &g_array_index(scan->leaders, PixelBox, i), *next = i + 1 < scan->leaders->len ? dot + 1 : NULL;
    double foot = dot->y1 * scan->scale, gap = next ? (next->x0 - dot->x1) * scan->scale : -1;
    const ScanLine *line = row_of(scan, foot);
    double size = line ? line->size : (dot->y1 - dot->y0) * scan->scale / 0.1, base = line ? line->base : foot;
    gboolean goes_on = next && gap >= 0 && gap < LEADER_PITCH && ABS(next->y1 - dot->y1) <= dot->y1 - dot->y0;
    Glyph glyph = {.character = '.', .confidence = confidence, .style = glyph_page_style(page, face, size, FALSE)};
    glyph.x0 = dot->x0 * scan->scale;
    glyph.x1 = (goes_on ? next->x0 : dot->x1) * scan->scale;
    glyph.y0 = base - ABOVE * size;
    glyph.y1 = base + BELOW * size;
    g_array_append_val(page->glyphs, glyph);
    if (!goes_on) add_white(page, '\n', &glyph);
  }
}

GlyphPage *scan_glyphs(const Scan *scan) {
  GlyphPage *page = glyph_page_new(scan->number, scan->width, scan->height);
  page->quarters = scan->quarters;
  page->skew = scan->skew;
  page->ocr = TRUE;
  add_lines(scan, page);
  add_leaders(scan, page);
  if (glyph_page_is_right_to_left(page)) glyph_page_mirror(page);
  return page;
}
