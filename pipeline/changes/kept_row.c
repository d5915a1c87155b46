/* kept_row.c - see kept_row.h. */
#include "pipeline/changes/kept_row.h"

#include <string.h>

const char *const row_change_names[] = {
    [ROW_ADDED] = "added",
    [ROW_GONE] = "gone",
    [ROW_ALTERED] = "altered",
};

/* ---- rows ---- */

KeptRow *kept_row_new(const char *sheet, const char *id) {
  KeptRow *row = g_new0(KeptRow, 1);
  row->sheet = g_strdup(sheet);
  row->id = g_strdup(id);
  row->name = g_strdup(id);
  row->source = g_strdup("");
  row->values = g_ptr_array_new_with_free_func(g_free);
  return row;
}

void kept_row_free(KeptRow *row) {
  g_free(row->sheet);
  g_free(row->id);
  g_free(row->name);
  g_free(row->source);
  g_free(row->place);
  g_ptr_array_unref(row->values);
  g_free(row);
}

/* The text below HEAD, which most likely is column LIKELY. */
static const char *value_near(const KeptRow *row, const char *head, guint likely) {
  if (likely < row->values->len && g_str_equal(row->heads->pdata[likely], head)) return row->values->pdata[likely];
  for (guint i = 0; i < row->values->len; i++)
    if (g_str_equal(row->heads->pdata[i], head)) return row->values->pdata[i];
  return NULL;
}

const char *kept_row_value(const KeptRow *row, const char *head) {
  return value_near(row, head, 0);
}

/* The columns that hold what a row is about; where a row has none of them, its longest text is. */
static const char *const main_heads[] = {"Recommendation", "Topic", "Title", "What it says"};

const char *kept_row_main(const KeptRow *row, const char **head) {
  guint longest = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(main_heads); i++) {
    const char *text = kept_row_value(row, *head = main_heads[i]);
    if (text != NULL && *text != '\0') return text;
  }
  if (row->values->len == 0) return NULL;
  for (guint i = 1; i < row->values->len; i++)
    if (strlen(row->values->pdata[i]) > strlen(row->values->pdata[longest])) longest = i;
  *head = row->heads->pdata[longest];
  return row->values->pdata[longest];
}

/* ---- which row is which ---- */

/* What two rows must have in common to belong together; NULL for a row that can't be found so. You free it. */
typedef char *(*Key)(const KeptRow *row);

static char *key_of_source(const KeptRow *row) {
  return g_strjoin("\n", row->sheet, row->id, row->source, NULL);
}

static char *key_of_id(const KeptRow *row) {
  return g_strjoin("\n", row->sheet, row->id, NULL);
}

static char *key_of_place(const KeptRow *row) {
  return row->place != NULL ? g_strjoin("\n", row->sheet, row->place, NULL) : NULL;
}

enum { ALONE = -1 };

/* PARTNERS of each of two arrays of rows: the index of the one that it is in the other array. */
typedef struct {
  const GPtrArray *before, *after;
  int *of_before, *of_after;
} Pairs;

/* The rows of BEFORE that are still alone by KEY: lists of index + 1, the first one first. */
static GHashTable *index_alone(const Pairs *pairs, Key key) {
  GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_queue_free);
  for (guint i = 0; i < pairs->before->len; i++) {
    char *name = pairs->of_before[i] == ALONE ? key(pairs->before->pdata[i]) : NULL;
    if (name == NULL) continue;
    GQueue *queue = g_hash_table_lookup(index, name);
    if (queue == NULL) {
      queue = g_queue_new();
      g_hash_table_insert(index, name, queue);
    } else {
      g_free(name);
    }
    g_queue_push_tail(queue, GUINT_TO_POINTER(i + 1));
  }
  return index;
}

static void pair_by(const Pairs *pairs, Key key) {
  g_autoptr(GHashTable) index = index_alone(pairs, key);
  for (guint i = 0; i < pairs->after->len; i++) {
    g_autofree char *name = pairs->of_after[i] == ALONE ? key(pairs->after->pdata[i]) : NULL;
    GQueue *queue = name != NULL ? g_hash_table_lookup(index, name) : NULL;
    guint found = queue != NULL ? GPOINTER_TO_UINT(g_queue_pop_head(queue)) : 0;
    if (found == 0) continue;
    pairs->of_after[i] = (int)found - 1;
    pairs->of_before[found - 1] = (int)i;
  }
}

static int *all_alone(guint count) {
  int *partners = g_new(int, count + 1);
  for (guint i = 0; i < count; i++) partners[i] = ALONE;
  return partners;
}

/* ---- what differs ---- */

static void change_free(RowChange *change) {
  g_ptr_array_unref(change->heads);
  g_free(change);
}

static void add_change(GPtrArray *changes, RowChangeKind kind, const KeptRow *before, const KeptRow *after) {
  RowChange *change = g_new0(RowChange, 1);
  *change = (RowChange){.kind = kind, .before = before, .after = after, .heads = g_ptr_array_new()};
  g_ptr_array_add(changes, change);
}

static void add_altered(GPtrArray *changes, const KeptRow *before, const KeptRow *after) {
  RowChange *change = NULL;
  for (guint i = 0; i < after->values->len; i++) {
    const char *was = value_near(before, after->heads->pdata[i], i);
    if (was == NULL || g_str_equal(was, after->values->pdata[i])) continue;
    if (change == NULL) {
      add_change(changes, ROW_ALTERED, before, after);
      change = changes->pdata[changes->len - 1];
    }
    g_ptr_array_add(change->heads, after->heads->pdata[i]);
  }
}

/* Appends those of BEFORE from *NEXT to END that are alone. */
static void add_gone(GPtrArray *changes, const Pairs *pairs, guint *next, guint end) {
  for (; *next < end; (*next)++)
    if (pairs->of_before[*next] == ALONE) add_change(changes, ROW_GONE, pairs->before->pdata[*next], NULL);
}

static GPtrArray *list_changes(const Pairs *pairs) {
  GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
  guint next = 0;
  for (guint i = 0; i < pairs->after->len; i++) {
    int partner = pairs->of_after[i];
    if (partner == ALONE) {
      add_change(changes, ROW_ADDED, NULL, pairs->after->pdata[i]);
      continue;
    }
    add_gone(changes, pairs, &next, (guint)partner);
    add_altered(changes, pairs->before->pdata[partner], pairs->after->pdata[i]);
  }
  add_gone(changes, pairs, &next, pairs->before->len);
  return changes;
}

GPtrArray *kept_rows_compare(const GPtrArray *before, const GPtrArray *after) {
  static const Key keys[] = {key_of_source, key_of_id, key_of_place};
  g_autofree int *of_before = all_alone(before->len), *of_after = all_alone(after->len);
  const Pairs pairs = {before, after, of_before, of_after};
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) pair_by(&pairs, keys[i]);
  return list_changes(&pairs);
}
