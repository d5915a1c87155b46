#include "extractors/inspect.h"

#include "extractors/inspect_objects.h"
#include "extractors/inspect_pages.h"

#include <string.h>

/* Trees of names and of fields are walked so deep and so far: real ones are flat. */
enum { TREE_DEPTH = 16, TREE_NODES = 10000, ANNOTATIONS = 2000 };

struct Inspection {
  Objects *objects;
  PageInspector *pages;
  GHashTable *hidden; /* numbers of the layers that are not shown */
  DocumentInspection document;
};

/* --- attachments */

static gboolean is_pdf(Objects *objects, Object file, const char *name) {
  Object streams = object_get(objects, file, "/EF");
  Object stream = object_get(objects, streams, "/F");
  if (object_is_named(objects, object_get(objects, stream, "/Subtype"), "/application/pdf")) return TRUE;
  g_autofree char *lower = g_ascii_strdown(name, -1);
  return g_str_has_suffix(lower, ".pdf");
}

/* FILE is a file specification (PDF 32000-1, 7.11.3); one without a stream of its own only names a file elsewhere. */
static void add_attachment(Inspection *inspection, Object file) {
  Objects *objects = inspection->objects;
  DocumentInspection *document = &inspection->document;
  if (!object_get(objects, file, "/EF") || document->attachments->len >= TREE_NODES) return;
  g_autofree char *unicode = object_text(objects, object_get(objects, file, "/UF"));
  g_autofree char *plain = object_text(objects, object_get(objects, file, "/F"));
  char *name = g_strdup(unicode && *unicode ? unicode : plain && *plain ? plain : "without a name");
  if (is_pdf(objects, file, name)) document->attached_pdfs++;
  g_ptr_array_add(document->attachments, name);
}

/* A name tree: [name file name file ...] at its leaves (7.9.6). */
static void walk_names(Inspection *inspection, Object node, guint depth, guint *nodes) {
  Objects *objects = inspection->objects;
  if (!node || depth > TREE_DEPTH || (*nodes)++ > TREE_NODES) return;
  Object names = object_get(objects, node, "/Names");
  for (guint i = 1; i < object_length(objects, names) && (*nodes)++ <= TREE_NODES; i += 2)
    add_attachment(inspection, object_item(objects, names, i));
  Object kids = object_get(objects, node, "/Kids");
  for (guint i = 0; i < object_length(objects, kids) && i < TREE_NODES && *nodes <= TREE_NODES; i++)
    walk_names(inspection, object_item(objects, kids, i), depth + 1, nodes);
}

/* Files that are pinned to a place on a page. */
static void walk_annotations(Inspection *inspection, Object page) {
  Objects *objects = inspection->objects;
  Object annotations = object_get(objects, page, "/Annots");
  for (guint i = 0; i < object_length(objects, annotations) && i < ANNOTATIONS; i++) {
    Object annotation = object_item(objects, annotations, i);
    if (object_is_named(objects, object_get(objects, annotation, "/Subtype"), "/FileAttachment"))
      add_attachment(inspection, object_get(objects, annotation, "/FS"));
  }
}

/* --- forms */

/* A button that is on has a name other than Off; text and choices are strings, or arrays of them. */
static gboolean holds_value(Objects *objects, Object value, const char *type) {
  if (strcmp(type, "/Sig") == 0) return FALSE;
  if (strcmp(type, "/Btn") == 0) {
    g_autofree char *state = object_name(objects, value);
    return state && strcmp(state, "/Off") != 0;
  }
  g_autofree char *text = object_text(objects, value);
  return (text && *g_strstrip(text)) || object_length(objects, value) > 0 || object_is_stream(objects, value);
}

static gboolean is_field(Objects *objects, Object kid) {
  return object_get(objects, kid, "/T") != 0;
}

/* TYPE and VALUE come down from the fields above (12.7.3.1). A kid without a name is the field's place on a page. */
static void walk_fields(Inspection *inspection, Object field, const char *type, Object value, guint depth, guint *nodes) {
  Objects *objects = inspection->objects;
  if (!field || depth > TREE_DEPTH || (*nodes)++ > TREE_NODES) return;
  g_autofree char *own = object_name(objects, object_get(objects, field, "/FT"));
  Object own_value = object_get(objects, field, "/V");
  type = own ? own : type;
  value = own_value ? own_value : value;
  Object kids = object_get(objects, field, "/Kids");
  gboolean last = TRUE;
  for (guint i = 0; i < object_length(objects, kids) && i < TREE_NODES && *nodes <= TREE_NODES; i++) {
    Object kid = object_item(objects, kids, i);
    if (!is_field(objects, kid)) continue;
    last = FALSE;
    walk_fields(inspection, kid, type, value, depth + 1, nodes);
  }
  if (last && value && holds_value(objects, value, type)) inspection->document.filled_fields++;
}

static void count_fields(Inspection *inspection, Object root) {
  Objects *objects = inspection->objects;
  Object fields = object_get(objects, object_get(objects, root, "/AcroForm"), "/Fields");
  guint nodes = 0;
  for (guint i = 0; i < object_length(objects, fields) && i < TREE_NODES && nodes <= TREE_NODES; i++)
    walk_fields(inspection, object_item(objects, fields, i), "/Tx", 0, 0, &nodes);
}

/* --- layers */

static void set_layers(Inspection *inspection, Object layers, gboolean hidden) {
  Objects *objects = inspection->objects;
  for (guint i = 0; i < object_length(objects, layers) && i < TREE_NODES; i++) {
    gpointer number = GUINT_TO_POINTER(object_number(objects, object_item(objects, layers, i)));
    if (hidden)
      g_hash_table_add(inspection->hidden, number);
    else
      g_hash_table_remove(inspection->hidden, number);
  }
}

/* The default configuration is what viewers show first (8.11.4.3). */
static void find_hidden_layers(Inspection *inspection, Object root) {
  Objects *objects = inspection->objects;
  Object properties = object_get(objects, root, "/OCProperties");
  Object usual = object_get(objects, properties, "/D");
  if (object_is_named(objects, object_get(objects, usual, "/BaseState"), "/OFF")) {
    set_layers(inspection, object_get(objects, properties, "/OCGs"), TRUE);
    set_layers(inspection, object_get(objects, usual, "/ON"), FALSE);
  }
  set_layers(inspection, object_get(objects, usual, "/OFF"), TRUE);
  inspection->document.hidden_layers = g_hash_table_size(inspection->hidden);
}

/* --- the document */

Inspection *inspection_open(GBytes *bytes) {
  Objects *objects = objects_open(bytes);
  if (!objects) return NULL;
  Inspection *inspection = g_new0(Inspection, 1);
  inspection->objects = objects;
  inspection->hidden = g_hash_table_new(NULL, NULL);
  inspection->pages = page_inspector_new(objects, inspection->hidden);
  inspection->document.attachments = g_ptr_array_new_with_free_func(g_free);
  Object root = objects_root(objects);
  guint nodes = 0;
  walk_names(inspection, object_get(objects, object_get(objects, root, "/Names"), "/EmbeddedFiles"), 0, &nodes);
  inspection->document.portfolio = object_is_dictionary(objects, object_get(objects, root, "/Collection"));
  inspection->document.encrypted = objects_encrypted(objects);
  count_fields(inspection, root);
  find_hidden_layers(inspection, root);
  objects_forget(objects);
  return inspection;
}

void inspection_close(Inspection *inspection) {
  if (!inspection) return;
  page_inspector_free(inspection->pages);
  objects_close(inspection->objects);
  g_hash_table_unref(inspection->hidden);
  g_ptr_array_unref(inspection->document.attachments);
  g_free(inspection);
}

PageInspection inspection_page(Inspection *inspection, guint number) {
  PageInspection found = {0};
  if (!inspection) return found;
  Object page = objects_page(inspection->objects, number);
  found = page_inspector_look(inspection->pages, page);
  walk_annotations(inspection, page);
  objects_forget(inspection->objects);
  return found;
}

const DocumentInspection *inspection_document(Inspection *inspection) {
  static const DocumentInspection nothing = {0};
  return inspection ? &inspection->document : &nothing;
}
