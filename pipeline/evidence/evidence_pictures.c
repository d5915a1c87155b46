/* evidence_pictures.c - the pages of reports as pictures; see evidence_private.h.
 *
 * A PDF may be made to break its reader, so each page is drawn in a worker process with limits: one that costs its worker its
 * life, or takes too long, has no picture, and the others have. */
#include "pipeline/evidence/evidence_private.h"

#include "extractors/json.h"
#include "extractors/pdf.h"
#include "pipeline/evidence/evidence_link.h"
#include "pipeline/stages/pool.h"
#include "pipeline/stages/source.h"

#include <string.h>

/* Small print of 8 points is read with ease at RESOLUTION; MOST_PIXELS are a sheet of A2 at that. A page takes a twentieth of a
 * second to draw: one that takes PAGE_SECONDS means no good. */
static const double RESOLUTION = 110;
static const double MOST_PIXELS = 4.7e6;
enum { PAGE_SECONDS = 30, MOST_PAGES = 2000, MOST_LOST = 5 };

/* To be counted up with what changes how pages look. */
#define DRAWING_VERSION "1"
#define PAGES_FORMAT "rapporteur.pages/1"

/* ---- what is kept of a drawing ---- */

static gpointer drawn_page_new(void) {
  return g_new0(DrawnPage, 1);
}

static void drawn_page_free(gpointer data) {
  DrawnPage *page = data;
  g_free(page->failure);
  g_free(page);
}

static DrawnPages *pages_new(void) {
  DrawnPages *drawn = g_new0(DrawnPages, 1);
  drawn->pages = g_ptr_array_new_with_free_func(drawn_page_free);
  return drawn;
}

void drawn_pages_free(DrawnPages *drawn) {
  if (drawn == NULL) return;
  g_free(drawn->drawn_by);
  g_free(drawn->problem);
  g_ptr_array_unref(drawn->pages);
  g_free(drawn);
}

static const JsonField page_fields[] = {
    {.name = "number", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(DrawnPage, number), .required = TRUE},
    {.name = "width", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(DrawnPage, width)},
    {.name = "height", .type = JSON_DOUBLE, .offset = G_STRUCT_OFFSET(DrawnPage, height)},
    {.name = "across", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(DrawnPage, across)},
    {.name = "down", .type = JSON_UINT, .offset = G_STRUCT_OFFSET(DrawnPage, down)},
    {.name = "failure", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(DrawnPage, failure)},
    {.name = NULL},
};

static const JsonField pages_fields[] = {
    {.name = "drawn_by", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(DrawnPages, drawn_by), .required = TRUE},
    {.name = "pages",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(DrawnPages, pages),
     .required = TRUE,
     .fields = page_fields,
     .make = drawn_page_new},
    {.name = NULL},
};

static char *state_name(const char *name) {
  return g_strdup_printf(EVIDENCE_REPORTS "/%s/pages.json", name);
}

char *evidence_picture(const char *name, guint number) {
  return g_strdup_printf("%s/page-%03u.png", name, number);
}

static char *picture_name(const char *name, guint number) {
  g_autofree char *picture = evidence_picture(name, number);
  return g_strconcat(EVIDENCE_REPORTS "/", picture, NULL);
}

/* What stands in NAME's pages.json; NULL where there is none that can be read. */
static DrawnPages *read_state(const EvidenceFiles *files, const char *name) {
  g_autofree char *path = state_name(name);
  gsize length = 0;
  g_autofree char *line = evidence_files_read(files, path, &length);
  g_autoptr(DrawnPages) drawn = pages_new();
  if (line == NULL || !json_read_line(line, length, PAGES_FORMAT, pages_fields, drawn, NULL)) return NULL;
  return g_steal_pointer(&drawn);
}

static gboolean put_state(EvidenceFiles *files, const char *name, const DrawnPages *drawn, GError **error) {
  g_autofree char *path = state_name(name);
  g_autoptr(GString) line = g_string_new(NULL);
  json_write_line(line, PAGES_FORMAT, pages_fields, drawn);
  return evidence_files_put(files, path, line->str, line->len, error);
}

/* ---- in the worker ---- */

typedef struct {
  const CatalogueDocument *document;
  const char *name, *path;
  EvidenceFiles *files;
  EvidenceCounts *counts;
  guint count; /* pages to draw */
  /* In a worker: the PDF, once it is open. */
  Pdf *pdf;
  /* In the caller: what came of it. */
  DrawnPages *drawn;
  guint lost; /* pages that cost their workers their lives */
  GError **error;
} Drawing;

/* A worker's answer is a line with these, and behind it the bytes of the picture. */
typedef struct {
  DrawnPage page;
  char *problem; /* of the file as a whole */
} Answer;

static void answer_clear(Answer *answer) {
  g_free(answer->page.failure);
  g_free(answer->problem);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Answer, answer_clear)

static const JsonField answer_fields[] = {
    {.name = "page", .type = JSON_OBJECT, .offset = G_STRUCT_OFFSET(Answer, page), .fields = page_fields},
    {.name = "problem", .type = JSON_STRING, .offset = G_STRUCT_OFFSET(Answer, problem)},
    {.name = NULL},
};

/* The catalogue's boxes are those of the very bytes that it was made from. */
static char *open_pdf(Drawing *drawing) {
  char *reason = NULL;
  g_autoptr(GBytes) bytes = source_read(drawing->path, &reason);
  if (bytes == NULL) return reason;
  g_autofree char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  if (!g_str_equal(sha256, drawing->document->sha256))
    return g_strdup("its PDF is not the one that was read: its hash is another");
  Outcome outcome;
  drawing->pdf = pdf_open(bytes, &outcome, &reason);
  return reason;
}

static GBytes *draw_page(Drawing *drawing, DrawnPage *page) {
  pdf_page_size(drawing->pdf, page->number, &page->width, &page->height);
  GBytes *png = pdf_page_png(drawing->pdf, page->number, RESOLUTION, MOST_PIXELS, &page->across, &page->down);
  if (png == NULL) {
    page->failure = g_strdup("the page is damaged");
    page->across = page->down = 0;
  }
  return png;
}

static GString *work(const char *task, gpointer data) {
  Drawing *drawing = data;
  g_auto(Answer) answer = {.page = {.number = (guint)g_ascii_strtoull(task, NULL, 10)}};
  g_autoptr(GBytes) png = NULL;
  if (drawing->pdf == NULL) answer.problem = open_pdf(drawing);
  if (answer.problem == NULL) png = draw_page(drawing, &answer.page);
  GString *out = g_string_new(NULL);
  json_write_line(out, NULL, answer_fields, &answer);
  gsize length = 0;
  const char *bytes = png != NULL ? g_bytes_get_data(png, &length) : NULL;
  if (bytes != NULL) g_string_append_len(out, bytes, (gssize)length);
  return out;
}

/* ---- in the caller ---- */

static DrawnPage *add_page(Drawing *drawing, guint number) {
  DrawnPage *page = drawn_page_new();
  page->number = number;
  g_ptr_array_add(drawing->drawn->pages, page);
  return page;
}

/* A page that cost its worker its life. A report with several such pages means no good, and is left. */
static gboolean take_lost(Drawing *drawing, guint number, PoolEnd end) {
  DrawnPage *page = add_page(drawing, number);
  page->failure = end == POOL_TIMED_OUT ? g_strdup_printf("drawing it took more than %d seconds", PAGE_SECONDS)
                                        : g_strdup("drawing it took more memory than a page may, or broke the reader");
  return ++drawing->lost < MOST_LOST;
}

static gboolean put_picture(Drawing *drawing, DrawnPage *page, const char *png, gsize length) {
  g_autofree char *picture = picture_name(drawing->name, page->number);
  drawing->counts->drawn++;
  return evidence_files_put(drawing->files, picture, png, length, drawing->error);
}

/* Reads the line of an answer, and returns what stands behind it; NULL where this is no answer. A worker is not to be trusted
 * with that: the PDF that it reads may be made to speak through it. */
static const char *read_answer(const char *text, gsize length, Answer *answer) {
  const char *line_end = length > 0 ? memchr(text, '\n', length) : NULL;
  if (line_end == NULL || !json_read_line(text, (gsize)(line_end - text), NULL, answer_fields, answer, NULL)) return NULL;
  return line_end + 1;
}

static gboolean take(guint index, PoolEnd end, const char *text, gsize length, gpointer data) {
  Drawing *drawing = data;
  g_auto(Answer) answer = {.problem = NULL};
  const char *png = end == POOL_DONE ? read_answer(text, length, &answer) : NULL;
  if (png == NULL) return take_lost(drawing, index + 1, end);
  if (answer.problem != NULL) {
    drawing->drawn->problem = g_steal_pointer(&answer.problem);
    return FALSE;
  }
  DrawnPage *page = add_page(drawing, index + 1);
  *page = answer.page;
  page->number = index + 1;
  answer.page.failure = NULL; /* the page has it now */
  return page->across == 0 || put_picture(drawing, page, png, length - (gsize)(png - text));
}

static void add_pages_left(Drawing *drawing) {
  while (drawing->drawn->pages->len < drawing->count)
    add_page(drawing, drawing->drawn->pages->len + 1)->failure = g_strdup("too many pages of this report broke the reader");
}

static gboolean draw(Drawing *drawing, guint jobs, GError **error) {
  g_autoptr(GPtrArray) tasks = g_ptr_array_new_with_free_func(g_free);
  GError *inner = NULL;
  drawing->error = &inner; /* of the pictures that can't be put; the pool has errors of its own only where it goes on */
  for (guint number = 1; number <= drawing->count; number++) g_ptr_array_add(tasks, g_strdup_printf("%u", number));
  const Pool pool = {.jobs = MIN(jobs, drawing->count), .seconds = PAGE_SECONDS, .work = work, .take = take, .data = drawing};
  if (!pool_run(&pool, tasks, &inner) && inner != NULL) {
    g_propagate_error(error, inner);
    return FALSE;
  }
  drawing->error = NULL;
  if (drawing->drawn->problem == NULL) add_pages_left(drawing);
  return TRUE;
}

/* ---- what is drawn already ---- */

static char *drawn_by(void) {
  return g_strdup_printf("rapporteur drawing " DRAWING_VERSION ", %s, %.0f pixels an inch", pdf_reader(), RESOLUTION);
}

guint evidence_page_count(const CatalogueDocument *document) {
  return MIN(document->pages, MOST_PAGES);
}

static gboolean has_picture(const EvidenceOptions *options, const char *name, const DrawnPage *page) {
  g_autofree char *picture = picture_name(name, page->number);
  g_autofree char *path = g_build_filename(options->folder, picture, NULL);
  return page->across == 0 || g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

static gboolean is_drawn(EvidenceFiles *files, const EvidenceOptions *options, const CatalogueDocument *document,
                         const char *name) {
  g_autoptr(DrawnPages) drawn = read_state(files, name);
  g_autofree char *now = drawn_by();
  if (drawn == NULL || !g_str_equal(drawn->drawn_by, now) || drawn->pages->len != evidence_page_count(document)) return FALSE;
  for (guint i = 0; i < drawn->pages->len; i++)
    if (!has_picture(options, name, g_ptr_array_index(drawn->pages, i))) return FALSE;
  return TRUE;
}

static void count_failures(const DrawnPages *drawn, EvidenceCounts *counts) {
  for (guint i = 0; i < drawn->pages->len; i++) counts->failed += ((DrawnPage *)drawn->pages->pdata[i])->failure != NULL;
}

gboolean evidence_draw(EvidenceFiles *files, const EvidenceOptions *options, const CatalogueDocument *document, const char *name,
                       const char *path, EvidenceCounts *counts, char **problem, GError **error) {
  if (!options->redraw && is_drawn(files, options, document, name)) {
    counts->kept += evidence_page_count(document);
    return TRUE;
  }
  if (path == NULL) {
    *problem = g_strdup("its PDF is not there");
    return TRUE;
  }
  g_autoptr(DrawnPages) drawn = pages_new();
  Drawing drawing = {
      .document = document,
      .name = name,
      .path = path,
      .files = files,
      .counts = counts,
      .count = evidence_page_count(document),
      .drawn = drawn,
  };
  drawn->drawn_by = drawn_by();
  if (!draw(&drawing, options->jobs, error)) return FALSE;
  *problem = g_steal_pointer(&drawn->problem);
  count_failures(drawn, counts);
  return *problem != NULL || put_state(files, name, drawn, error);
}

DrawnPages *evidence_drawn(EvidenceFiles *files, const char *name) {
  DrawnPages *drawn = read_state(files, name);
  if (drawn == NULL) return pages_new();
  g_autofree char *state = state_name(name);
  evidence_files_keep(files, state);
  for (guint i = 0; i < drawn->pages->len; i++) {
    const DrawnPage *page = g_ptr_array_index(drawn->pages, i);
    g_autofree char *picture = picture_name(name, page->number);
    if (page->across > 0) evidence_files_keep(files, picture);
  }
  return drawn;
}
