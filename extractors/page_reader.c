#include "extractors/page_reader.h"

#include "extractors/language.h"

#include <string.h>

static const double RESOLUTION = 300; /* pixels an inch: what the models were trained for */
static const double SURE = 2;         /* of how the text stands; the library's own threshold */
static const double DOUBTFUL = 80;    /* a confidence below this may come of a page that stands on its side or its head */

/* The languages that are read: Debian has a model of each. */
static const struct {
  const char *script, *language, *model;
} models[] = {
    {"Latin", "en", "eng"},    {"Latin", "es", "spa"},  {"Latin", "fr", "fra"},
    {"Cyrillic", "ru", "rus"}, {"Arabic", "ar", "ara"}, {"Han", "zh", "chi_sim"},
};

struct PageReader {
  Pdf *pdf;
  const char *model; /* of the language that is known; NULL for none */
  char *tried;       /* models of the script that was seen, joined by '+'; NULL where none was */
};

static const char *model_of(const char *language) {
  for (guint i = 0; language && i < G_N_ELEMENTS(models); i++)
    if (strcmp(models[i].language, language) == 0) return models[i].model;
  return NULL;
}

PageReader *page_reader_new(Pdf *pdf, const char *language) {
  PageReader *reader = g_new0(PageReader, 1);
  reader->pdf = pdf;
  reader->model = model_of(language);
  return reader;
}

void page_reader_free(PageReader *reader) {
  if (!reader) return;
  g_free(reader->tried);
  g_free(reader);
}

const char *page_reader_models(const PageReader *reader) {
  return reader->model ? reader->model : reader->tried;
}

/* --- pictures made ready */

typedef struct {
  Picture *picture; /* upright, level, without leaders and rules */
  guint quarters;
  double skew;
  GArray *leaders; /* PixelBox */
} Ready;

static void ready_clear(Ready *ready) {
  g_clear_pointer(&ready->picture, picture_free);
  g_clear_pointer(&ready->leaders, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Ready, ready_clear)

/* DRAWN, whose text is turned by QUARTERS, made ready. */
static Ready make_ready(const Picture *drawn, guint quarters) {
  Ready ready = {.picture = picture_turned(drawn, quarters), .quarters = quarters};
  ready.skew = picture_skew(ready.picture);
  if (ready.skew < 0 || ready.skew > 0) {
    Picture *level = picture_levelled(ready.picture, ready.skew);
    picture_free(ready.picture);
    ready.picture = level;
  }
  ready.leaders = picture_take_leaders(ready.picture);
  picture_drop_rules(ready.picture);
  return ready;
}

static Picture *draw(const PageReader *reader, guint number, GError **error) {
  Picture *drawn = pdf_draw_page(reader->pdf, number, RESOLUTION);
  if (!drawn) g_set_error(error, OCR_ERROR, OCR_ERROR_FAILED, "the page can't be drawn");
  return drawn;
}

/* The quarter turns of the text in DRAWN, where it runs up or down; 0 where it does not, or nobody can tell. */
static guint sideways_turns(const Picture *drawn) {
  OcrOrientation orientation = {0};
  if (!picture_may_be_sideways(drawn) || !ocr_orientation(drawn, &orientation, NULL)) return 0;
  return orientation.quarters & 1 && orientation.sureness >= SURE ? orientation.quarters : 0;
}

/* --- the language */

/* The installed models of SCRIPT, joined by '+'. Where none is, all of them, so that what is missing is told by its name. */
static char *models_of_script(const char *script) {
  g_autoptr(GPtrArray) all = g_ptr_array_new(), installed = g_ptr_array_new();
  for (guint i = 0; i < G_N_ELEMENTS(models); i++) {
    if (strcmp(models[i].script, script) != 0) continue;
    g_ptr_array_add(all, (gpointer)models[i].model);
    if (ocr_has_model(models[i].model)) g_ptr_array_add(installed, (gpointer)models[i].model);
  }
  GPtrArray *chosen = installed->len ? installed : all;
  g_ptr_array_add(chosen, NULL);
  return g_strjoinv("+", (char **)chosen->pdata);
}

/* The one model of SCRIPT; NULL where several languages are written in it. */
static const char *only_model_of_script(const char *script) {
  const char *model = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(models); i++) {
    if (strcmp(models[i].script, script) != 0) continue;
    if (model) return NULL;
    model = models[i].model;
  }
  return model;
}

static gboolean knows_script(const char *script) {
  for (guint i = 0; i < G_N_ELEMENTS(models); i++)
    if (strcmp(models[i].script, script) == 0) return TRUE;
  return FALSE;
}

/* The library takes Chinese for Japanese, which has its characters; the outcome is judged as any. */
static const char *script_of(const OcrOrientation *orientation) {
  return strcmp(orientation->script, "Japanese") == 0 ? "Han" : orientation->script;
}

/* Tries PICTURE with the models of its script, and looks in which language the outcome is. */
static gboolean try_models(PageReader *reader, const Picture *picture, GError **error) {
  g_autoptr(OcrReading) reading = ocr_read(picture, reader->tried, error);
  if (!reading) return FALSE;
  g_autofree char *text = ocr_reading_text(reading);
  reader->model = model_of(language_of_text(text));
  return reader->model != NULL;
}

gboolean page_reader_learn(PageReader *reader, guint number, GError **error) {
  if (reader->model) return TRUE;
  g_autoptr(Picture) drawn = draw(reader, number, error);
  if (!drawn) return FALSE;
  guint sideways = sideways_turns(drawn);
  g_auto(Ready) ready = make_ready(drawn, sideways);
  OcrOrientation orientation = {0};
  if (!ocr_orientation(ready.picture, &orientation, error)) return FALSE;
  if (!knows_script(script_of(&orientation))) {
    if (orientation.sureness >= SURE)
      g_set_error(error, OCR_ERROR, OCR_ERROR_MISSING,
                  "its script (%s) is none of those that are read: Latin, Cyrillic, Arabic, Chinese", orientation.script);
    return FALSE;
  }
  g_free(reader->tried);
  reader->tried = models_of_script(script_of(&orientation));
  reader->model = only_model_of_script(script_of(&orientation));
  if (reader->model) return TRUE;
  if (orientation.quarters == 0 || orientation.sureness < SURE) return try_models(reader, ready.picture, error);
  g_auto(Ready) turned = make_ready(drawn, (sideways + orientation.quarters) % 4);
  return try_models(reader, turned.picture, error);
}

/* --- reading */

static Scan *scan_of(Pdf *pdf, guint number, Ready *ready, OcrReading *reading) {
  double width = 0, height = 0;
  pdf_page_size(pdf, number, &width, &height);
  return scan_new(number, width, height, ready->quarters, ready->skew, ready->picture, reading, g_steal_pointer(&ready->leaders));
}

/* Of letters that stand on their head OCR makes others, and is sure of them. */
static gboolean is_a_language(const OcrReading *reading) {
  g_autofree char *text = ocr_reading_text(reading);
  return language_of_text(text) != NULL;
}

/* Where the text stands on its side or its head: the page read so, if that reads better than CONFIDENCE. NULL where it does not.
 */
static Scan *read_turned(const PageReader *reader, guint number, const Picture *drawn, const Ready *ready, double confidence) {
  OcrOrientation orientation = {0};
  if (!ocr_orientation(ready->picture, &orientation, NULL) || orientation.quarters == 0) return NULL;
  g_auto(Ready) turned = make_ready(drawn, (ready->quarters + orientation.quarters) % 4);
  g_autoptr(OcrReading) reading = ocr_read(turned.picture, page_reader_models(reader), NULL);
  if (!reading || ocr_reading_confidence(reading) <= confidence) return NULL;
  return scan_of(reader->pdf, number, &turned, g_steal_pointer(&reading));
}

Scan *page_reader_read(PageReader *reader, guint number, GError **error) {
  if (!page_reader_models(reader)) reader->tried = models_of_script("Latin");
  g_autoptr(Picture) drawn = draw(reader, number, error);
  if (!drawn) return NULL;
  g_auto(Ready) ready = make_ready(drawn, sideways_turns(drawn));
  g_autoptr(OcrReading) reading = ocr_read(ready.picture, page_reader_models(reader), error);
  if (!reading) return NULL;
  double confidence = ocr_reading_confidence(reading);
  if (confidence < DOUBTFUL || !is_a_language(reading)) {
    Scan *turned = read_turned(reader, number, drawn, &ready, confidence);
    if (turned) return turned;
  }
  return scan_of(reader->pdf, number, &ready, g_steal_pointer(&reading));
}
