#include "extractors/inspect_pages.h"

#include "extractors/content_stream.h"
#include "extractors/inspect_fonts.h"

/* Ten times what real pages hold; a document's share of time, some five seconds, ends with the last. */
static const gsize STREAM_BYTES = 16 * 1024 * 1024;
static const gsize PAGE_BYTES = 32 * 1024 * 1024;
static const gsize DOCUMENT_BYTES = 512 * 1024 * 1024;

enum { PARENTS = 32, STREAMS = 1000, FORM_DEPTH = 12, MOST_NAMES = 4096 };

/* What a quick look at a stream, and at the forms that it shows, tells. */
typedef struct {
  gboolean images;
  gboolean worth_counting; /* text may be invisible, clipped away, or of no known character */
} Look;

struct PageInspector {
  Objects *objects;
  GHashTable *hidden_layers; /* borrowed */
  GHashTable *suspicious;    /* number of a font → 1 no, 2 yes */
  GHashTable *forms;         /* number of a form → Look */
  GHashTable *meanings;      /* of the page: "RESOURCES/KIND/NAME" → Meaning */
  GHashTable *shown;         /* of the page: number of a form → ContentForm */
  gsize bytes_left;          /* of the document */
};

PageInspector *page_inspector_new(Objects *objects, GHashTable *hidden_layers) {
  PageInspector *inspector = g_new0(PageInspector, 1);
  inspector->objects = objects;
  inspector->hidden_layers = hidden_layers;
  inspector->suspicious = g_hash_table_new(NULL, NULL);
  inspector->forms = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  inspector->bytes_left = DOCUMENT_BYTES;
  return inspector;
}

void page_inspector_free(PageInspector *inspector) {
  if (!inspector) return;
  g_hash_table_unref(inspector->suspicious);
  g_hash_table_unref(inspector->forms);
  g_free(inspector);
}

/* --- contents and resources */

static GBytes *read_stream(PageInspector *inspector, Object stream) {
  GBytes *bytes = object_data(inspector->objects, stream, MIN(STREAM_BYTES, inspector->bytes_left));
  if (bytes) inspector->bytes_left -= MIN(g_bytes_get_size(bytes), inspector->bytes_left);
  return bytes;
}

/* The page's streams as one; white space parts them (PDF 32000-1, 7.8.2). NULL where one can't be read. */
static GBytes *page_content(PageInspector *inspector, Object page) {
  Object contents = object_get(inspector->objects, page, "/Contents");
  guint length = MIN(object_length(inspector->objects, contents), STREAMS);
  if (!contents) return g_bytes_new(NULL, 0);
  if (length == 0) return read_stream(inspector, contents);
  if (length == 1) return read_stream(inspector, object_item(inspector->objects, contents, 0));
  g_autoptr(GByteArray) all = g_byte_array_new();
  for (guint i = 0; i < length && all->len < PAGE_BYTES; i++) {
    g_autoptr(GBytes) part = read_stream(inspector, object_item(inspector->objects, contents, i));
    if (!part) return NULL;
    g_byte_array_append(all, g_bytes_get_data(part, NULL), (guint)g_bytes_get_size(part));
    g_byte_array_append(all, (const guint8 *)"\n", 1);
  }
  return g_byte_array_free_to_bytes(g_steal_pointer(&all));
}

/* The page's own resources, or those of the nearest node above it. */
static Object page_resources(const PageInspector *inspector, Object page) {
  Object resources = object_get(inspector->objects, page, "/Resources");
  for (guint i = 0; i < PARENTS && page && !resources; i++) {
    page = object_get(inspector->objects, page, "/Parent");
    resources = object_get(inspector->objects, page, "/Resources");
  }
  return resources;
}

/* --- the quick look */

static gboolean is_suspicious(PageInspector *inspector, Object font) {
  gpointer number = GUINT_TO_POINTER(object_number(inspector->objects, font));
  guint known = number ? GPOINTER_TO_UINT(g_hash_table_lookup(inspector->suspicious, number)) : 0;
  if (known) return known == 2;
  gboolean suspicious = font_is_suspicious(inspector->objects, font);
  if (number) g_hash_table_insert(inspector->suspicious, number, GUINT_TO_POINTER(suspicious ? 2 : 1));
  return suspicious;
}

static gboolean any_font_suspicious(PageInspector *inspector, Object resources) {
  Object fonts = object_get(inspector->objects, resources, "/Font");
  g_autoptr(GPtrArray) names = object_keys(inspector->objects, fonts);
  for (guint i = 0; i < names->len && i < MOST_NAMES; i++)
    if (is_suspicious(inspector, object_get(inspector->objects, fonts, names->pdata[i]))) return TRUE;
  return FALSE;
}

static Look look_at(PageInspector *inspector, GBytes *content, Object resources, guint depth);

/* Each form is looked at once; one that shows itself is found empty meanwhile. */
static Look look_at_form(PageInspector *inspector, Object form, Object resources, guint depth) {
  gpointer number = GUINT_TO_POINTER(object_number(inspector->objects, form));
  const Look *known = g_hash_table_lookup(inspector->forms, number);
  if (known) return *known;
  g_hash_table_insert(inspector->forms, number, g_new0(Look, 1));
  g_autoptr(GBytes) content = read_stream(inspector, form);
  Object own = object_get(inspector->objects, form, "/Resources");
  Look look = {0};
  if (content) look = look_at(inspector, content, own ? own : resources, depth);
  g_hash_table_insert(inspector->forms, number, g_memdup2(&look, sizeof look));
  return look;
}

static Look look_at(PageInspector *inspector, GBytes *content, Object resources, guint depth) {
  Look look = {.worth_counting =
                   content_may_hide_text(content) || content_may_clip(content) || any_font_suspicious(inspector, resources)};
  Object objects = object_get(inspector->objects, resources, "/XObject");
  g_autoptr(GPtrArray) names = object_keys(inspector->objects, objects);
  for (guint i = 0; i < names->len && i < MOST_NAMES && depth < FORM_DEPTH; i++) {
    if (!content_may_name(content, names->pdata[i])) continue;
    Object object = object_get(inspector->objects, objects, names->pdata[i]);
    if (!object_is_stream(inspector->objects, object)) continue;
    Object subtype = object_get(inspector->objects, object, "/Subtype");
    Look inner = {.images = object_is_named(inspector->objects, subtype, "/Image")};
    if (object_is_named(inspector->objects, subtype, "/Form")) inner = look_at_form(inspector, object, resources, depth + 1);
    look.images |= inner.images;
    look.worth_counting |= inner.worth_counting;
  }
  return look;
}

/* --- what names mean to the count: each is looked up once a page, since a page may say it a million times */

/* A form has one handle for its resources, however it is reached, so that names below it are known again. */
static void form_free(gpointer data) {
  ContentForm *form = data;
  g_clear_pointer(&form->content, g_bytes_unref); /* NULL where it can't be read */
  g_free(form);
}

typedef struct {
  ContentFont *font;
  const ContentForm *form; /* borrowed from the page's forms */
  gboolean hidden, replaced;
} Meaning;

static void meaning_free(gpointer data) {
  Meaning *meaning = data;
  g_free(meaning->font);
  g_free(meaning);
}

static gboolean layer_is_hidden(const PageInspector *inspector, Object layer) {
  gpointer number = GUINT_TO_POINTER(object_number(inspector->objects, layer));
  return number && g_hash_table_contains(inspector->hidden_layers, number);
}

/* A layer, or a membership of layers: shown where any of them is, unless its policy says otherwise (8.11.2.2). */
static gboolean content_is_hidden(const PageInspector *inspector, Object properties) {
  Object layers = object_get(inspector->objects, properties, "/OCGs");
  Object policy = object_get(inspector->objects, properties, "/P");
  if (!layers) return layer_is_hidden(inspector, properties);
  guint count = MIN(object_length(inspector->objects, layers), MOST_NAMES), hidden = 0;
  if (count == 0) return layer_is_hidden(inspector, layers);
  for (guint i = 0; i < count; i++)
    if (layer_is_hidden(inspector, object_item(inspector->objects, layers, i))) hidden++;
  if (object_is_named(inspector->objects, policy, "/AllOn")) return hidden > 0;
  if (object_is_named(inspector->objects, policy, "/AnyOff")) return hidden == 0;
  if (object_is_named(inspector->objects, policy, "/AllOff")) return hidden < count;
  return hidden == count;
}

static const ContentForm *read_form(PageInspector *inspector, Object object, Object outer_resources) {
  gpointer number = GUINT_TO_POINTER(object_number(inspector->objects, object));
  ContentForm *form = g_hash_table_lookup(inspector->shown, number);
  if (form) return form;
  form = g_new0(ContentForm, 1);
  Object layer = object_get(inspector->objects, object, "/OC");
  form->content = read_stream(inspector, object);
  form->resources = object_get(inspector->objects, object, "/Resources");
  if (!form->resources) form->resources = outer_resources;
  form->hidden = layer && content_is_hidden(inspector, layer);
  form->matrix = (ContentMatrix){1, 0, 0, 1, 0, 0};
  double m[6];
  if (object_numbers(inspector->objects, object_get(inspector->objects, object, "/Matrix"), m, G_N_ELEMENTS(m)))
    form->matrix = (ContentMatrix){m[0], m[1], m[2], m[3], m[4], m[5]};
  form->has_box = object_numbers(inspector->objects, object_get(inspector->objects, object, "/BBox"), form->box, 4);
  g_hash_table_insert(inspector->shown, number, form);
  return form;
}

static void mean_font(PageInspector *inspector, Meaning *meaning, G_GNUC_UNUSED Object resources, Object font) {
  meaning->font = font_describe(inspector->objects, font);
}

/* A graphics state's /Font is a font and its size (PDF 32000-1, table 58). */
static void mean_state(PageInspector *inspector, Meaning *meaning, G_GNUC_UNUSED Object resources, Object state) {
  Object font = object_item(inspector->objects, object_get(inspector->objects, state, "/Font"), 0);
  if (font) meaning->font = font_describe(inspector->objects, font);
}

static void mean_object(PageInspector *inspector, Meaning *meaning, Object resources, Object object) {
  Object subtype = object_get(inspector->objects, object, "/Subtype");
  if (object_is_named(inspector->objects, subtype, "/Form")) meaning->form = read_form(inspector, object, resources);
}

static void mean_properties(PageInspector *inspector, Meaning *meaning, G_GNUC_UNUSED Object resources, Object properties) {
  meaning->hidden = content_is_hidden(inspector, properties);
  meaning->replaced = object_get(inspector->objects, properties, "/ActualText") != 0;
}

/* What NAME is among the KIND ("/Font") of RESOURCES, found out by MEAN where that was not asked yet. */
static const Meaning *meaning_of(PageInspector *inspector, Object resources, const char *kind, const char *name,
                                 void (*mean)(PageInspector *, Meaning *, Object, Object)) {
  g_autofree char *key = g_strdup_printf("%u%s%s", resources, kind, name);
  Meaning *meaning = g_hash_table_lookup(inspector->meanings, key);
  if (meaning) return meaning;
  meaning = g_new0(Meaning, 1);
  Object object = 0;
  if (name[0] == '/') object = object_get(inspector->objects, object_get(inspector->objects, resources, kind), name);
  if (object) mean(inspector, meaning, resources, object);
  g_hash_table_insert(inspector->meanings, g_steal_pointer(&key), meaning);
  return meaning;
}

static const ContentFont *name_font(ContentResources resources, const char *name, gpointer data) {
  return meaning_of(data, resources, "/Font", name, mean_font)->font;
}

static const ContentFont *name_state_font(ContentResources resources, const char *name, gpointer data) {
  return meaning_of(data, resources, "/ExtGState", name, mean_state)->font;
}

static gboolean name_hidden(ContentResources resources, const char *name, gpointer data) {
  return meaning_of(data, resources, "/Properties", name, mean_properties)->hidden;
}

static gboolean name_replaced(ContentResources resources, const char *name, gpointer data) {
  return meaning_of(data, resources, "/Properties", name, mean_properties)->replaced;
}

static gboolean name_form(ContentResources resources, const char *name, ContentForm *form, gpointer data) {
  const ContentForm *found = meaning_of(data, resources, "/XObject", name, mean_object)->form;
  if (!found || !found->content) return FALSE;
  *form = *found;
  g_bytes_ref(form->content);
  return TRUE;
}

static const ContentNames names_of_page = {
    .font = name_font, .state_font = name_state_font, .form = name_form, .hidden = name_hidden, .replaced = name_replaced};

static ContentCount count_glyphs(PageInspector *inspector, GBytes *content, Object resources) {
  ContentNames names = names_of_page;
  names.data = inspector;
  gsize budget = PAGE_BYTES;
  inspector->shown = g_hash_table_new_full(NULL, NULL, NULL, form_free);
  inspector->meanings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, meaning_free);
  ContentCount count = content_count(content, resources, &names, &budget);
  g_clear_pointer(&inspector->meanings, g_hash_table_unref);
  g_clear_pointer(&inspector->shown, g_hash_table_unref);
  return count;
}

PageInspection page_inspector_look(PageInspector *inspector, Object page) {
  PageInspection found = {0};
  g_autoptr(GBytes) content = page ? page_content(inspector, page) : NULL;
  if (!content) return found;
  Object resources = page_resources(inspector, page);
  Look look = look_at(inspector, content, resources, 0);
  found.known = TRUE;
  found.images = look.images;
  found.counted = look.worth_counting;
  if (!look.worth_counting) return found;

  ContentCount count = count_glyphs(inspector, content, resources);
  found.glyphs = count.glyphs;
  found.unmapped = count.unmapped;
  found.invisible = count.invisible;
  found.outside = count.outside;
  return found;
}
