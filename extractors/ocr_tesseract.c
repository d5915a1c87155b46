#include "extractors/ocr.h"

#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <tesseract/capi.h>

#include <tesseract/version.h>

G_DEFINE_QUARK(rapporteur_ocr_error, ocr_error)

/* --- the library, loaded when it is first needed: with what it needs itself, it doubles the time that a program takes to start
 */

#define LIBRARY "libtesseract.so." G_STRINGIFY(TESSERACT_MAJOR_VERSION)
#define PACKAGE "libtesseract" G_STRINGIFY(TESSERACT_MAJOR_VERSION)

#define FUNCTIONS(F)                                                                                                             \
  F(TessVersion)                                                                                                                 \
  F(TessDeleteText)                                                                                                              \
  F(TessBaseAPICreate)                                                                                                           \
  F(TessBaseAPIDelete)                                                                                                           \
  F(TessBaseAPISetVariable)                                                                                                      \
  F(TessBaseAPIInit2)                                                                                                            \
  F(TessBaseAPISetPageSegMode)                                                                                                   \
  F(TessBaseAPISetImage)                                                                                                         \
  F(TessBaseAPISetSourceResolution)                                                                                              \
  F(TessBaseAPIRecognize)                                                                                                        \
  F(TessBaseAPIGetIterator)                                                                                                      \
  F(TessBaseAPIClear)                                                                                                            \
  F(TessBaseAPIDetectOrientationScript)                                                                                          \
  F(TessMonitorCreate)                                                                                                           \
  F(TessMonitorDelete)                                                                                                           \
  F(TessMonitorSetDeadlineMSecs)                                                                                                 \
  F(TessPageIteratorIsAtBeginningOf)                                                                                             \
  F(TessPageIteratorBoundingBox)                                                                                                 \
  F(TessPageIteratorBaseline)                                                                                                    \
  F(TessResultIteratorDelete)                                                                                                    \
  F(TessResultIteratorGetPageIteratorConst)                                                                                      \
  F(TessResultIteratorNext)                                                                                                      \
  F(TessResultIteratorGetUTF8Text)                                                                                               \
  F(TessResultIteratorConfidence)                                                                                                \
  F(setMsgSeverity)

#define MEMBER(name) __typeof__(&name) name;
static struct { FUNCTIONS(MEMBER) } tess;

#define ROW(name) {#name, (gpointer *)(gpointer)&tess.name},
static const struct {
  const char *name;
  gpointer *place;
} functions[] = {FUNCTIONS(ROW)};

static gboolean bind_functions(void *library) {
  for (guint i = 0; i < G_N_ELEMENTS(functions); i++) {
    *functions[i].place = dlsym(library, functions[i].name);
    if (!*functions[i].place) return FALSE;
  }
  return TRUE;
}

static gboolean load_library(GError **error) {
  static gboolean loaded = FALSE;
  if (loaded) return TRUE;
  /* Its threads would take turns on the processors that the other workers use, and each has an arena of the worker's memory. The
   * library of threads looks here once, when it is loaded. */
  g_setenv("OMP_THREAD_LIMIT", "1", TRUE);
  void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!library || !bind_functions(library)) {
    g_set_error(error, OCR_ERROR, OCR_ERROR_MISSING, "%s is not installed: install Debian's package %s", LIBRARY, PACKAGE);
    return FALSE;
  }
  tess.setMsgSeverity(L_SEVERITY_NONE);
  loaded = TRUE;
  return TRUE;
}

const char *ocr_version(GError **error) {
  static char *name = NULL;
  if (!name && load_library(error)) name = g_strdup_printf("tesseract %s", tess.TessVersion());
  return name;
}

/* --- models */

/* Where Debian's packages of models put them; TESSDATA_PREFIX names another folder, for tesseract's own programs too. */
static const char *model_folder(void) {
  const char *named = g_getenv("TESSDATA_PREFIX");
  return named && *named ? named : "/usr/share/tesseract-ocr/" G_STRINGIFY(TESSERACT_MAJOR_VERSION) "/tessdata";
}

gboolean ocr_has_model(const char *model) {
  g_autofree char *name = g_strconcat(model, ".traineddata", NULL);
  g_autofree char *path = g_build_filename(model_folder(), name, NULL);
  return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

static gboolean has_models(const char *models, GError **error) {
  g_auto(GStrv) names = g_strsplit(models, "+", -1);
  for (guint i = 0; names[i]; i++) {
    if (ocr_has_model(names[i])) continue;
    g_autofree char *package = g_strdelimit(g_strdup(names[i]), "_", '-');
    g_set_error(error, OCR_ERROR, OCR_ERROR_MISSING,
                "the OCR model \"%s\" is not installed: install Debian's package tesseract-ocr-%s", names[i], package);
    return FALSE;
  }
  return TRUE;
}

/* --- engines: one that reads, and one that tells how text stands; each stays until other models are asked for */

typedef struct {
  TessBaseAPI *api;
  char *models, *folder;
} Engine;

static void close_engine(Engine *engine) {
  if (engine->api) tess.TessBaseAPIDelete(engine->api);
  g_free(engine->models);
  g_free(engine->folder);
  *engine = (Engine){0};
}

static gboolean open_engine(Engine *engine, const char *models, TessOcrEngineMode mode, GError **error) {
  const char *folder = model_folder();
  if (!load_library(error) || !has_models(models, error)) return FALSE;
  if (engine->api && g_str_equal(engine->models, models) && g_str_equal(engine->folder, folder)) return TRUE;
  close_engine(engine);
  engine->api = tess.TessBaseAPICreate();
  engine->models = g_strdup(models);
  engine->folder = g_strdup(folder);
  tess.TessBaseAPISetVariable(engine->api, "debug_file", "/dev/null");
  if (tess.TessBaseAPIInit2(engine->api, folder, models, mode) == 0) return TRUE;
  close_engine(engine);
  g_set_error(error, OCR_ERROR, OCR_ERROR_FAILED, "the OCR model \"%s\" in %s can't be used: install it anew", models, folder);
  return FALSE;
}

static void show_picture(Engine *engine, const Picture *picture) {
  tess.TessBaseAPISetImage(engine->api, picture->pixels, (int)picture->width, (int)picture->height, 1, (int)picture->width);
  tess.TessBaseAPISetSourceResolution(engine->api, (int)(picture->resolution + 0.5));
}

gboolean ocr_orientation(const Picture *picture, OcrOrientation *orientation, GError **error) {
  static Engine engine;
  enum { QUARTER = 90 };
  int degrees = 0;
  float turn_sureness = 0, script_sureness = 0;
  if (!open_engine(&engine, "osd", OEM_TESSERACT_ONLY, error)) return FALSE;
  tess.TessBaseAPISetPageSegMode(engine.api, PSM_OSD_ONLY);
  show_picture(&engine, picture);
  gboolean told =
      tess.TessBaseAPIDetectOrientationScript(engine.api, &degrees, &turn_sureness, &orientation->script, &script_sureness);
  /* The library tells by how much the picture is to be turned clockwise. */
  orientation->quarters = (guint)(4 - degrees / QUARTER) % 4;
  orientation->sureness = turn_sureness;
  tess.TessBaseAPIClear(engine.api);
  return told && orientation->script != NULL;
}

/* --- reading */

static PixelBox box_of(const TessPageIterator *place, TessPageIteratorLevel level) {
  PixelBox box = {0};
  tess.TessPageIteratorBoundingBox(place, level, &box.x0, &box.y0, &box.x1, &box.y1);
  return box;
}

static void add_line(OcrReading *reading, const TessPageIterator *place) {
  OcrLine line = {.box = box_of(place, RIL_TEXTLINE)};
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  line.base = tess.TessPageIteratorBaseline(place, RIL_TEXTLINE, &x0, &y0, &x1, &y1) ? (y0 + y1) / 2.0 : line.box.y1;
  g_array_append_val(reading->lines, line);
}

/* Each character of a symbol of several, such as a ligature, has the whole symbol's box. */
static void add_symbol(OcrReading *reading, const TessResultIterator *at, const TessPageIterator *place) {
  char *text = tess.TessResultIteratorGetUTF8Text(at, RIL_SYMBOL);
  float confidence = tess.TessResultIteratorConfidence(at, RIL_SYMBOL);
  if (text && g_utf8_validate(text, -1, NULL)) {
    PixelBox whole = box_of(place, RIL_SYMBOL);
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
      OcrSymbol symbol = {g_utf8_get_char(p), CLAMP(confidence, 0, 100), reading->words->len - 1, reading->lines->len - 1, whole};
      if (!g_unichar_isspace(symbol.character)) g_array_append_val(reading->symbols, symbol);
    }
  }
  if (text) tess.TessDeleteText(text);
}

static OcrReading *reading_new(void) {
  OcrReading *reading = g_new0(OcrReading, 1);
  reading->symbols = g_array_new(FALSE, FALSE, sizeof(OcrSymbol));
  reading->words = g_array_new(FALSE, FALSE, sizeof(OcrWord));
  reading->lines = g_array_new(FALSE, FALSE, sizeof(OcrLine));
  return reading;
}

static void take_symbols(TessBaseAPI *api, OcrReading *reading) {
  gboolean first = TRUE;
  TessResultIterator *at = tess.TessBaseAPIGetIterator(api);
  const TessPageIterator *place = at ? tess.TessResultIteratorGetPageIteratorConst(at) : NULL;
  for (gboolean more = at != NULL; more; more = tess.TessResultIteratorNext(at, RIL_SYMBOL)) {
    if (first || tess.TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE)) add_line(reading, place);
    if (first || tess.TessPageIteratorIsAtBeginningOf(place, RIL_WORD)) {
      OcrWord word = {box_of(place, RIL_WORD)};
      g_array_append_val(reading->words, word);
    }
    add_symbol(reading, at, place);
    first = FALSE;
  }
  if (at) tess.TessResultIteratorDelete(at);
}

/* Reads PICTURE, as a page or as a line, and appends what it says to READING. */
static gboolean read_picture(Engine *engine, const Picture *picture, TessPageSegMode mode, OcrReading *reading, GError **error) {
  tess.TessBaseAPISetPageSegMode(engine->api, mode);
  show_picture(engine, picture);
  ETEXT_DESC *monitor = tess.TessMonitorCreate();
  tess.TessMonitorSetDeadlineMSecs(monitor, OCR_SECONDS * 1000);
  gint64 began = g_get_monotonic_time();
  gboolean done = tess.TessBaseAPIRecognize(engine->api, monitor) == 0;
  gboolean late = g_get_monotonic_time() - began > OCR_SECONDS * (gint64)G_USEC_PER_SEC;
  if (done && !late) take_symbols(engine->api, reading);
  tess.TessMonitorDelete(monitor);
  tess.TessBaseAPIClear(engine->api);
  if (late) g_set_error(error, OCR_ERROR, OCR_ERROR_FAILED, "OCR took more than %d s", OCR_SECONDS);
  if (!done && !late) g_set_error(error, OCR_ERROR, OCR_ERROR_FAILED, "OCR failed");
  return done && !late;
}

/* --- what the reading of a page leaves out: page numbers, labels that stand alone in the margin */

static const double CONFIDENT = 60; /* a stain that is taken for letters has less, most often */
enum { MARGIN = 20 /* white pixels around a line, which the library needs to find it */, MOST_PIECES = 64, MOST_MERGED = 12 };

static void move_box(PixelBox *box, int x, int y) {
  box->x0 += x, box->x1 += x;
  box->y0 += y, box->y1 += y;
}

/* Appends PIECE, read from a cut whose corner stood at X, Y, to READING. */
static void append_reading(OcrReading *reading, OcrReading *piece, int x, int y) {
  guint first_word = reading->words->len, first_line = reading->lines->len;
  for (guint i = 0; i < piece->symbols->len; i++) {
    OcrSymbol *symbol = &g_array_index(piece->symbols, OcrSymbol, i);
    move_box(&symbol->box, x, y);
    symbol->word += first_word, symbol->line += first_line;
  }
  for (guint i = 0; i < piece->words->len; i++) move_box(&g_array_index(piece->words, OcrWord, i).box, x, y);
  for (guint i = 0; i < piece->lines->len; i++) {
    OcrLine *line = &g_array_index(piece->lines, OcrLine, i);
    move_box(&line->box, x, y);
    line->base += y;
  }
  g_array_append_vals(reading->symbols, piece->symbols->data, piece->symbols->len);
  g_array_append_vals(reading->words, piece->words->data, piece->words->len);
  g_array_append_vals(reading->lines, piece->lines->data, piece->lines->len);
}

/* What the cut BOX of PICTURE says, in a reading of its own. */
static OcrReading *read_cut(Engine *engine, const Picture *picture, const PixelBox *box, TessPageSegMode mode) {
  g_autoptr(Picture) cut = picture_cut(picture, box, MARGIN);
  g_autoptr(OcrReading) piece = reading_new();
  if (!read_picture(engine, cut, mode, piece, NULL) || ocr_reading_confidence(piece) < CONFIDENT) return NULL;
  return g_steal_pointer(&piece);
}

/* Which of READING's words say anything: the library takes rules and pictures for words, too. */
static gboolean *words_that_speak(const OcrReading *reading) {
  gboolean *speak = g_new0(gboolean, reading->words->len + 1);
  for (guint i = 0; i < reading->symbols->len; i++) speak[g_array_index(reading->symbols, OcrSymbol, i).word] = TRUE;
  return speak;
}

/* The boxes of the words of READING's lines, joined line by line. What ink is left within them belongs to words that were read:
 * OCR's boxes are not exact. */
static GArray *boxes_of_lines(const OcrReading *reading) {
  GArray *boxes = g_array_new(FALSE, FALSE, sizeof(PixelBox));
  const OcrSymbol *last = NULL;
  for (guint i = 0; i < reading->symbols->len; i++) {
    const OcrSymbol *symbol = &g_array_index(reading->symbols, OcrSymbol, i);
    const PixelBox *word = &g_array_index(reading->words, OcrWord, symbol->word).box;
    if (!last || last->line != symbol->line) g_array_append_val(boxes, *word);
    PixelBox *line = &g_array_index(boxes, PixelBox, boxes->len - 1);
    line->x0 = MIN(line->x0, word->x0), line->y0 = MIN(line->y0, word->y0);
    line->x1 = MAX(line->x1, word->x1), line->y1 = MAX(line->y1, word->y1);
    last = symbol;
  }
  return boxes;
}

/* Is PIECE an end that the boxes of LINES have cut off: on their row, and nearer than a word space? */
static gboolean is_cut_off(const PixelBox *piece, const GArray *lines) {
  for (guint i = 0; i < lines->len; i++) {
    const PixelBox *line = &g_array_index(lines, PixelBox, i);
    int near = (line->y1 - line->y0) / 3, middle = (piece->y0 + piece->y1) / 2;
    if (middle > line->y0 - near && middle < line->y1 + near && piece->x0 < line->x1 + near && piece->x1 > line->x0 - near)
      return TRUE;
  }
  return FALSE;
}

static void read_rest(Engine *engine, const Picture *picture, OcrReading *reading) {
  g_autoptr(GArray) taken = boxes_of_lines(reading);
  g_autoptr(GArray) rest = picture_rest(picture, taken);
  for (guint i = 0; i < rest->len && rest->len <= MOST_PIECES; i++) {
    const PixelBox *box = &g_array_index(rest, PixelBox, i);
    g_autoptr(OcrReading) piece = is_cut_off(box, taken) ? NULL : read_cut(engine, picture, box, PSM_SINGLE_LINE);
    if (piece) append_reading(reading, piece, box->x0 - MARGIN, box->y0 - MARGIN);
  }
}

/* --- small type beside large: the library takes two rows of the one for a row of the other, and reads half of them */

static gboolean boxes_meet(const PixelBox *a, const PixelBox *b, int reach) {
  return a->x0 - reach < b->x1 && b->x0 - reach < a->x1 && a->y0 < b->y1 && b->y0 < a->y1;
}

static void join_boxes(PixelBox *box, const PixelBox *other) {
  box->x0 = MIN(box->x0, other->x0), box->y0 = MIN(box->y0, other->y0);
  box->x1 = MAX(box->x1, other->x1), box->y1 = MAX(box->y1, other->y1);
}

/* The words that stand together with word FIRST, marked in TOGETHER, and the box of them all. */
static PixelBox gather_neighbours(const OcrReading *reading, const gboolean *speak, guint first, gboolean *together) {
  PixelBox all = g_array_index(reading->words, OcrWord, first).box;
  int reach = (all.y1 - all.y0) / 2;
  together[first] = TRUE;
  for (gboolean grown = TRUE; grown;) {
    grown = FALSE;
    for (guint i = 0; i < reading->words->len; i++) {
      const PixelBox *box = &g_array_index(reading->words, OcrWord, i).box;
      if (together[i] || !speak[i] || !boxes_meet(&all, box, reach)) continue;
      join_boxes(&all, box);
      together[i] = grown = TRUE;
    }
  }
  return all;
}

/* Drops the symbols of the words marked in GONE. */
static void drop_words(OcrReading *reading, const gboolean *gone) {
  guint kept = 0;
  for (guint i = 0; i < reading->symbols->len; i++) {
    OcrSymbol symbol = g_array_index(reading->symbols, OcrSymbol, i);
    if (!gone[symbol.word]) g_array_index(reading->symbols, OcrSymbol, kept++) = symbol;
  }
  g_array_set_size(reading->symbols, kept);
}

/* Reads anew what stands around word INDEX, whose box holds several rows. */
static void read_rows_at(Engine *engine, const Picture *picture, OcrReading *reading, const gboolean *speak, guint index) {
  g_autofree gboolean *together = g_new0(gboolean, reading->words->len + 1);
  PixelBox box = gather_neighbours(reading, speak, index, together);
  g_autoptr(OcrReading) piece = read_cut(engine, picture, &box, PSM_SINGLE_BLOCK);
  guint before = 0;
  for (guint i = 0; i < reading->symbols->len; i++)
    before += together[g_array_index(reading->symbols, OcrSymbol, i).word] != FALSE;
  if (!piece || piece->symbols->len <= before) return;
  drop_words(reading, together);
  append_reading(reading, piece, box.x0 - MARGIN, box.y0 - MARGIN);
}

/* A page on which many words hold several rows does not stand upright, or is none of text: it is left as it was read. */
static void read_merged_rows(Engine *engine, const Picture *picture, OcrReading *reading) {
  g_autoptr(GArray) merged = g_array_new(FALSE, FALSE, sizeof(guint));
  guint8 ink = picture_ink(picture);
  for (guint i = 0; i < reading->words->len; i++)
    if (picture_has_rows(picture, &g_array_index(reading->words, OcrWord, i).box, ink)) g_array_append_val(merged, i);
  for (guint i = 0; i < merged->len && merged->len <= MOST_MERGED; i++) {
    g_autofree gboolean *speak = words_that_speak(reading);
    guint index = g_array_index(merged, guint, i);
    if (speak[index]) read_rows_at(engine, picture, reading, speak, index);
  }
}

OcrReading *ocr_read(const Picture *picture, const char *models, GError **error) {
  static Engine engine;
  if (!open_engine(&engine, models, OEM_LSTM_ONLY, error)) return NULL;
  g_autoptr(OcrReading) reading = reading_new();
  if (!read_picture(&engine, picture, PSM_AUTO, reading, error)) return NULL;
  read_merged_rows(&engine, picture, reading);
  read_rest(&engine, picture, reading);
  return g_steal_pointer(&reading);
}

void ocr_reading_free(OcrReading *reading) {
  if (!reading) return;
  g_array_unref(reading->symbols);
  g_array_unref(reading->words);
  g_array_unref(reading->lines);
  g_free(reading);
}

char *ocr_reading_text(const OcrReading *reading) {
  GString *text = g_string_new(NULL);
  const OcrSymbol *last = NULL;
  for (guint i = 0; i < reading->symbols->len; i++) {
    const OcrSymbol *symbol = &g_array_index(reading->symbols, OcrSymbol, i);
    if (last && last->word != symbol->word) g_string_append_c(text, last->line == symbol->line ? ' ' : '\n');
    g_string_append_unichar(text, symbol->character);
    last = symbol;
  }
  return g_string_free(text, FALSE);
}

double ocr_reading_confidence(const OcrReading *reading) {
  double sum = 0;
  for (guint i = 0; i < reading->symbols->len; i++) sum += g_array_index(reading->symbols, OcrSymbol, i).confidence;
  return reading->symbols->len ? sum / reading->symbols->len : 0;
}
