/* kept_digest.c - see kept_digest.h. */
#include "pipeline/changes/kept_digest.h"

#include "extractors/json.h"
#include "pipeline/catalogue/packed_text.h"

#include <string.h>

/* ---- how it is written ---- */

#define TEXT(structure, member)                                                                                                  \
  { .name = #member, .type = JSON_STRING, .offset = G_STRUCT_OFFSET(structure, member) }
#define TEXTS(structure, member)                                                                                                 \
  { .name = #member, .type = JSON_STRINGS, .offset = G_STRUCT_OFFSET(structure, member) }

/* What a document was; its identity and the hash of its rows stand beside it. */
static const JsonField about_fields[] = {
    TEXT(KeptDocument, file),
    TEXT(KeptDocument, symbol),
    TEXT(KeptDocument, body),
    TEXT(KeptDocument, language),
    TEXT(KeptDocument, date),
    TEXT(KeptDocument, work),
    TEXT(KeptDocument, version_kind),
    TEXT(KeptDocument, outcome),
    TEXT(KeptDocument, reason),
    TEXT(KeptDocument, pack),
    TEXT(KeptDocument, pack_version),
    TEXT(KeptDocument, engine),
    TEXT(KeptDocument, extractor),
    {.name = "speaks", .type = JSON_BOOL, .offset = G_STRUCT_OFFSET(KeptDocument, speaks)},
    {.name = NULL},
};

static const JsonField heads_fields[] = {TEXT(KeptHeads, sheet), TEXTS(KeptHeads, heads), {.name = NULL}};

/* A row's name is written where it is not its ID. */
static const JsonField row_fields[] = {
    TEXT(KeptRow, sheet), TEXT(KeptRow, id), TEXT(KeptRow, name), TEXT(KeptRow, place), TEXTS(KeptRow, values), {.name = NULL},
};

static gpointer make_heads(void) {
  KeptHeads *heads = g_new0(KeptHeads, 1);
  heads->heads = g_ptr_array_new_with_free_func(g_free);
  return heads;
}

static gpointer make_row(void) {
  return kept_row_new(NULL, NULL);
}

static const JsonField rows_fields[] = {
    {.name = "heads",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(KeptDocument, heads),
     .fields = heads_fields,
     .make = make_heads,
     .required = TRUE},
    {.name = "rows",
     .type = JSON_ARRAY,
     .offset = G_STRUCT_OFFSET(KeptDocument, rows),
     .fields = row_fields,
     .make = make_row,
     .required = TRUE},
    {.name = NULL},
};

/* ---- documents ---- */

char *identity_of(const CatalogueDocument *document) {
  return *document->sha256 != '\0' ? g_strdup(document->sha256) : g_strconcat("unread:", catalogue_document_name(document), NULL);
}

static void heads_free(KeptHeads *heads) {
  g_free(heads->sheet);
  g_ptr_array_unref(heads->heads);
  g_free(heads);
}

/* Empty arrays of rows and of their heads. */
static void make_arrays(KeptDocument *document) {
  document->heads = g_ptr_array_new_with_free_func((GDestroyNotify)heads_free);
  document->rows = g_ptr_array_new_with_free_func((GDestroyNotify)kept_row_free);
}

static void drop_rows(KeptDocument *document) {
  g_clear_pointer(&document->rows, g_ptr_array_unref);
  g_clear_pointer(&document->heads, g_ptr_array_unref);
}

static void document_release(KeptDocument *document) {
  char *const texts[] = {document->identity, document->file,         document->symbol,  document->body,
                         document->language, document->date,         document->work,    document->version_kind,
                         document->pack,     document->pack_version, document->outcome, document->reason,
                         document->engine,   document->extractor,    document->hash};
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) g_free(texts[i]);
  g_clear_pointer(&document->packed, g_bytes_unref);
  drop_rows(document);
  g_free(document);
}

KeptDigest *kept_digest_new(void) {
  KeptDigest *digest = g_new0(KeptDigest, 1);
  digest->documents = g_ptr_array_new_with_free_func((GDestroyNotify)document_release);
  digest->index = g_hash_table_new(g_str_hash, g_str_equal);
  return digest;
}

void kept_digest_free(KeptDigest *digest) {
  if (digest == NULL) return;
  g_hash_table_unref(digest->index);
  g_ptr_array_unref(digest->documents);
  g_free(digest);
}

const KeptDocument *kept_digest_find(const KeptDigest *digest, const char *identity) {
  return identity != NULL ? g_hash_table_lookup(digest->index, identity) : NULL;
}

KeptDocument *kept_digest_add(KeptDigest *digest, const char *identity, const char *file) {
  KeptDocument *document = g_new0(KeptDocument, 1);
  document->identity = g_strdup(identity);
  document->file = g_strdup(file);
  make_arrays(document);
  g_ptr_array_add(digest->documents, document);
  g_hash_table_insert(digest->index, document->identity, document);
  return document;
}

KeptHeads *kept_document_add_heads(KeptDocument *document, const char *sheet) {
  KeptHeads *heads = make_heads();
  heads->sheet = g_strdup(sheet);
  g_ptr_array_add(document->heads, heads);
  return heads;
}

KeptRow *kept_document_add_row(KeptDocument *document, const KeptHeads *heads, const char *id) {
  KeptRow *row = kept_row_new(heads->sheet, id);
  row->heads = heads->heads;
  g_ptr_array_add(document->rows, row);
  return row;
}

/* ---- packing and unpacking ---- */

/* Names that are IDs are left out for as long as this writes. */
static void write_rows(GString *text, const KeptDocument *document) {
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < document->rows->len; i++) {
    KeptRow *row = document->rows->pdata[i];
    g_ptr_array_add(names, row->name);
    if (g_strcmp0(row->name, row->id) == 0) row->name = NULL;
  }
  json_write_line(text, NULL, rows_fields, document);
  for (guint i = 0; i < document->rows->len; i++) ((KeptRow *)document->rows->pdata[i])->name = names->pdata[i];
}

void kept_document_pack(KeptDocument *document, const KeptDigest *last) {
  const KeptDocument *same = kept_digest_find(last, document->identity);
  g_autoptr(GString) text = g_string_new(NULL);
  write_rows(text, document);
  document->hash = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)text->str, text->len);
  if (same == NULL || !g_str_equal(same->hash, document->hash)) document->packed = text_pack(text->str, text->len);
  drop_rows(document);
}

/* The heads of ROW's columns; an array of none where the text has none for its sheet. */
static const GPtrArray *heads_of(const KeptDocument *document, const KeptRow *row) {
  static const GPtrArray none = {.len = 0};
  for (guint i = 0; i < document->heads->len; i++) {
    const KeptHeads *heads = document->heads->pdata[i];
    if (g_strcmp0(heads->sheet, row->sheet) == 0) return heads->heads;
  }
  return &none;
}

/* Completes what was read of a row. What can't have been written so is made harmless. */
static void complete_row(const KeptDocument *document, KeptRow *row) {
  if (row->sheet == NULL) row->sheet = g_strdup("");
  if (row->id == NULL) row->id = g_strdup("");
  if (row->name == NULL) row->name = g_strdup(row->id);
  g_free(row->source);
  row->source = g_strdup(document->identity);
  row->heads = heads_of(document, row);
  if (row->values->len > row->heads->len) g_ptr_array_set_size(row->values, (gint)row->heads->len);
}

static gboolean unpack(KeptDocument *document, GBytes *packed, GError **error) {
  g_autoptr(GString) text = text_unpack(packed, error);
  if (text == NULL) return FALSE;
  make_arrays(document);
  if (!json_read_line(text->str, text->len, NULL, rows_fields, document, error)) return FALSE;
  for (guint i = 0; i < document->rows->len; i++) complete_row(document, document->rows->pdata[i]);
  return TRUE;
}

static gboolean damaged(GError **error, const char *what, const GError *why) {
  g_set_error(error, CATALOGUE_ERROR, CATALOGUE_ERROR_DAMAGED,
              "the catalogue is damaged (%s: %s); put a copy of it back, or move it away and record the reports again", what,
              why->message);
  return FALSE;
}

static gboolean load_rows(KeptDocument *document, Catalogue *catalogue, GError **error) {
  if (document->rows != NULL) return TRUE;
  g_autoptr(GError) why = NULL;
  g_autoptr(GBytes) packed =
      document->packed != NULL ? g_bytes_ref(document->packed) : catalogue_state_rows(catalogue, document->hash, error);
  if (packed == NULL) return FALSE;
  return unpack(document, packed, &why) || damaged(error, "rows of a digest", why);
}

/* ---- in the catalogue ---- */

KeptDigest *kept_digest_load(Catalogue *catalogue, const StateKey *key, StateAge age, GError **error) {
  g_autoptr(StateRecord) record = catalogue_state(catalogue, key, age, error);
  if (record == NULL) return NULL;
  g_autoptr(KeptDigest) digest = kept_digest_new();
  digest->number = record->number;
  digest->written = record->written;
  for (guint i = 0; i < record->parts->len; i++) {
    const StatePart *part = record->parts->pdata[i];
    KeptDocument *document = kept_digest_add(digest, part->identity, NULL);
    g_autoptr(GError) why = NULL;
    drop_rows(document);
    document->hash = g_strdup(part->hash);
    if (!json_read_line(part->about, strlen(part->about), NULL, about_fields, document, &why)) {
      damaged(error, "a document of a digest", why);
      return NULL;
    }
    if (document->file == NULL) document->file = g_strdup("");
  }
  return g_steal_pointer(&digest);
}

StateRecord *kept_digest_record(const KeptDigest *digest) {
  StateRecord *record = state_record_new();
  record->written = digest->written;
  for (guint i = 0; i < digest->documents->len; i++) {
    const KeptDocument *document = digest->documents->pdata[i];
    StatePart *part = state_record_add(record, document->identity);
    g_autoptr(GString) about = g_string_new(NULL);
    json_write_line(about, NULL, about_fields, document);
    part->about = g_strndup(about->str, about->len - 1); /* without the line's end */
    part->hash = g_strdup(document->hash);
    part->rows = document->packed != NULL ? g_bytes_ref(document->packed) : NULL;
  }
  return record;
}

/* ---- comparing ---- */

/* Do both rows say the same in all columns that both have? */
static gboolean same_row(const KeptRow *one, const KeptRow *other) {
  for (guint i = 0; i < other->values->len; i++) {
    const char *text = kept_row_value(one, other->heads->pdata[i]);
    if (text != NULL && !g_str_equal(text, other->values->pdata[i])) return FALSE;
  }
  return TRUE;
}

static char *name_of(const KeptRow *row) {
  return g_strjoin("\n", row->sheet, row->id, NULL);
}

/* Frees those of ROWS that are in DROPPED. */
static void drop(GPtrArray *rows, GHashTable *dropped) {
  guint kept = 0;
  g_ptr_array_set_free_func(rows, NULL);
  for (guint i = 0; i < rows->len; i++) {
    if (g_hash_table_contains(dropped, rows->pdata[i]))
      kept_row_free(rows->pdata[i]);
    else
      rows->pdata[kept++] = rows->pdata[i];
  }
  g_ptr_array_set_size(rows, (gint)kept);
  g_ptr_array_set_free_func(rows, (GDestroyNotify)kept_row_free);
}

/* Drops the rows that a document has in both digests: what is left is little, and all that is compared across documents. */
static void drop_same_rows(KeptDocument *before, KeptDocument *after) {
  g_autoptr(GHashTable) index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) dropped = g_hash_table_new(g_direct_hash, g_direct_equal);
  for (guint i = 0; i < before->rows->len; i++)
    g_hash_table_insert(index, name_of(before->rows->pdata[i]), before->rows->pdata[i]);
  for (guint i = 0; i < after->rows->len; i++) {
    KeptRow *now = after->rows->pdata[i];
    g_autofree char *name = name_of(now);
    KeptRow *then = g_hash_table_lookup(index, name);
    if (then == NULL || g_hash_table_contains(dropped, then) || !same_row(then, now)) continue;
    g_hash_table_add(dropped, then);
    g_hash_table_add(dropped, now);
  }
  drop(before->rows, dropped);
  drop(after->rows, dropped);
}

/* Reads the rows of DOCUMENT, and of the one that it was in OTHER, as far as they differ. */
static gboolean load_differing(KeptDocument *document, const KeptDigest *other, Catalogue *catalogue, GError **error) {
  KeptDocument *same = g_hash_table_lookup(other->index, document->identity);
  if (same != NULL && g_str_equal(same->hash, document->hash)) return TRUE;
  if (!load_rows(document, catalogue, error) || (same != NULL && !load_rows(same, catalogue, error))) return FALSE;
  if (same != NULL) drop_same_rows(same, document);
  return TRUE;
}

/* Rows of an earlier comparison are of no use: they were what differed from another digest. */
static void forget_rows(const KeptDigest *digest) {
  for (guint i = 0; i < digest->documents->len; i++) drop_rows(digest->documents->pdata[i]);
}

static gboolean load_all_differing(KeptDigest *before, KeptDigest *after, Catalogue *catalogue, GError **error) {
  forget_rows(before);
  forget_rows(after);
  for (guint i = 0; i < after->documents->len; i++)
    if (!load_differing(after->documents->pdata[i], before, catalogue, error)) return FALSE;
  for (guint i = 0; i < before->documents->len; i++) {
    KeptDocument *document = before->documents->pdata[i];
    if (kept_digest_find(after, document->identity) == NULL && !load_rows(document, catalogue, error)) return FALSE;
  }
  return TRUE;
}

/* All rows that DIGEST has in memory. */
static GPtrArray *loaded_rows(const KeptDigest *digest) {
  GPtrArray *rows = g_ptr_array_new();
  for (guint i = 0; i < digest->documents->len; i++) {
    const KeptDocument *document = digest->documents->pdata[i];
    if (document->rows != NULL) g_ptr_array_extend(rows, document->rows, NULL, NULL);
  }
  return rows;
}

/* Does a column differ only in that the IDs in it begin with the symbol of a version, and now with that of another? */
static gboolean is_echo(const RowChange *change, const char *head, const char *old_symbol, const char *new_symbol) {
  g_autoptr(GString) text = g_string_new(kept_row_value(change->before, head));
  g_string_replace(text, old_symbol, new_symbol, 0);
  return g_strcmp0(text->str, kept_row_value(change->after, head)) == 0;
}

/* A row that a version has in the place of another differs in its ID: that says it once for all. */
static void drop_echoes(const KeptDigest *before, const KeptDigest *after, const RowChange *change) {
  const KeptDocument *then = kept_digest_find(before, change->before->source),
                     *now = kept_digest_find(after, change->after->source);
  if (then == NULL || now == NULL || then->symbol == NULL || now->symbol == NULL || g_str_equal(then->symbol, now->symbol))
    return;
  for (guint i = change->heads->len; i-- > 1;)
    if (is_echo(change, change->heads->pdata[i], then->symbol, now->symbol)) g_ptr_array_remove_index(change->heads, i);
}

GPtrArray *kept_digests_compare(KeptDigest *before, KeptDigest *after, Catalogue *catalogue, GError **error) {
  if (!load_all_differing(before, after, catalogue, error)) return NULL;
  g_autoptr(GPtrArray) old_rows = loaded_rows(before), new_rows = loaded_rows(after);
  GPtrArray *changes = kept_rows_compare(old_rows, new_rows);
  for (guint i = 0; i < changes->len; i++) {
    const RowChange *change = changes->pdata[i];
    if (change->kind == ROW_ALTERED) drop_echoes(before, after, change);
  }
  return changes;
}
