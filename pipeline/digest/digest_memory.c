/* digest_memory.c - what the last digests of a period said: looked up, compared with what this one says, and kept; see
 * digest_private.h. */
#include "pipeline/digest/digest_private.h"

#include "pipeline/common/clock.h"

gboolean digest_recall(Digest *digest, Catalogue *catalogue, GError **error) {
  gboolean fresh = digest->options->fresh;
  digest->last = fresh ? kept_digest_new() : kept_digest_load(catalogue, &digest->key, STATE_LAST, error);
  if (digest->last == NULL) return FALSE;
  digest->older = fresh ? kept_digest_new() : kept_digest_load(catalogue, &digest->key, STATE_BEFORE, error);
  return digest->older != NULL;
}

static void count_changes(Digest *digest, const KeptDigest *compared) {
  DigestNews *news = &digest->news;
  news->first = compared->number == 0;
  if (!news->first) date_of_time(compared->written, news->since);
  for (guint i = 0; i < N_SHEETS; i++) news->counts[i] = changes_count(digest->changes, digest_sheets[i].name);
}

/* What differs from the digest COMPARED; nothing does where there is none: all of it would be new. */
static GPtrArray *changes_since(const Digest *digest, KeptDigest *compared, Catalogue *catalogue, GError **error) {
  if (compared->number == 0) return g_ptr_array_new();
  return kept_digests_compare(compared, digest->kept, catalogue, error);
}

/* Where this digest says what the last one said, it is compared with the one before that, as the last one was. */
gboolean digest_find_changes(Digest *digest, Catalogue *catalogue, GError **error) {
  digest->changes = changes_since(digest, digest->last, catalogue, error);
  if (digest->changes == NULL) return FALSE;
  gboolean same = digest->last->number != 0 && digest->changes->len == 0;
  digest->keeping = same ? STATE_REPLACE : STATE_PUSH;
  digest->kept->written = same ? digest->last->written : clock_now();
  if (same) {
    g_ptr_array_unref(digest->changes);
    digest->changes = changes_since(digest, digest->older, catalogue, error);
  }
  if (digest->changes != NULL) count_changes(digest, same ? digest->older : digest->last);
  return digest->changes != NULL;
}

/* Does the catalogue keep this digest already, to the letter? */
static gboolean is_kept(const Digest *digest, const StateRecord *record) {
  if (digest->keeping == STATE_PUSH) return FALSE;
  g_autoptr(StateRecord) last = kept_digest_record(digest->last);
  if (record->parts->len != last->parts->len) return FALSE;
  for (guint i = 0; i < record->parts->len; i++) {
    const StatePart *one = record->parts->pdata[i], *other = last->parts->pdata[i];
    if (!g_str_equal(one->identity, other->identity) || !g_str_equal(one->hash, other->hash) ||
        !g_str_equal(one->about, other->about))
      return FALSE;
  }
  return TRUE;
}

void digest_remember(const Digest *digest, Catalogue *catalogue) {
  g_autoptr(GError) error = NULL;
  const DigestOptions *options = digest->options;
  if (options->fresh || options->format != DIGEST_XLSX) return;
  g_autoptr(StateRecord) record = kept_digest_record(digest->kept);
  if (is_kept(digest, record)) return;
  if (catalogue_state_keep(catalogue, &digest->key, record, digest->keeping, digest->last->number, &error)) return;
  g_autofree char *message =
      g_strdup_printf("what this digest says is not kept, so the next one can't tell what differs from it: %s", error->message);
  if (options->note != NULL) options->note(message, options->note_data);
}
