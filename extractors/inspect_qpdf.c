#include "extractors/inspect_objects.h"

#include <gio/gio.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* qpdf mends a damaged file by reading all of it, object by object: only where that is soon done. */
static const gsize MEND_SIZE = 16 * 1024 * 1024;

/* qpdf decodes a stream without a bound. Flate makes at most 1032 bytes of one (zlib's technical details), LZW fewer than
 * 4096 of one and a half: what is no larger than this gives 64 MiB at most, where only one filter unpacks. Flate alone is
 * decoded here, within a bound. */
static const gsize UNBOUND_SIZE = 24 * 1024;

struct Objects {
  GBytes *bytes;
  qpdf_data qpdf;
  guint page_count;
  GConverter *inflater;
};

/* Whatever goes wrong, it is found by what is missing. */
static void forget_errors(Objects *objects) {
  while (qpdf_more_warnings(objects->qpdf)) qpdf_next_warning(objects->qpdf);
  if (qpdf_has_error(objects->qpdf)) qpdf_get_error(objects->qpdf);
}

static gboolean open_file(Objects *objects) {
  gsize size = 0;
  const char *data = g_bytes_get_data(objects->bytes, &size);
  objects->qpdf = qpdf_init();
  qpdf_silence_errors(objects->qpdf);
  qpdf_set_suppress_warnings(objects->qpdf, QPDF_TRUE);
  qpdf_set_attempt_recovery(objects->qpdf, size <= MEND_SIZE);
  if (qpdf_read_memory(objects->qpdf, "", data, size, NULL) & QPDF_ERRORS) return FALSE;
  int count = qpdf_get_num_pages(objects->qpdf);
  forget_errors(objects);
  objects->page_count = count > 0 ? (guint)count : 0;
  return objects->page_count > 0;
}

Objects *objects_open(GBytes *bytes) {
  g_autoptr(Objects) objects = g_new0(Objects, 1);
  objects->bytes = g_bytes_ref(bytes);
  objects->inflater = G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  return open_file(objects) ? g_steal_pointer(&objects) : NULL;
}

void objects_close(Objects *objects) {
  if (!objects) return;
  forget_errors(objects);
  qpdf_cleanup(&objects->qpdf);
  g_object_unref(objects->inflater);
  g_bytes_unref(objects->bytes);
  g_free(objects);
}

void objects_forget(Objects *objects) {
  forget_errors(objects);
  qpdf_oh_release_all(objects->qpdf);
}

gboolean objects_encrypted(Objects *objects) {
  return qpdf_is_encrypted(objects->qpdf);
}

/* 0 for null, and for what could not be read. */
static Object take(Objects *objects, qpdf_oh handle) {
  return !qpdf_oh_is_initialized(objects->qpdf, handle) || qpdf_oh_is_null(objects->qpdf, handle) ? 0 : handle;
}

Object objects_root(Objects *objects) {
  return take(objects, qpdf_get_root(objects->qpdf));
}

guint objects_page_count(Objects *objects) {
  return objects->page_count;
}

Object objects_page(Objects *objects, guint number) {
  return number >= 1 && number <= objects->page_count ? take(objects, qpdf_get_page_n(objects->qpdf, number - 1)) : 0;
}

gboolean object_is_dictionary(Objects *objects, Object object) {
  return object && qpdf_oh_is_dictionary(objects->qpdf, object);
}

gboolean object_is_stream(Objects *objects, Object object) {
  return object && qpdf_oh_is_stream(objects->qpdf, object);
}

static gboolean is_array(Objects *objects, Object object) {
  return object && qpdf_oh_is_array(objects->qpdf, object);
}

Object object_get(Objects *objects, Object dictionary, const char *key) {
  if (object_is_stream(objects, dictionary)) dictionary = qpdf_oh_get_dict(objects->qpdf, dictionary);
  return object_is_dictionary(objects, dictionary) ? take(objects, qpdf_oh_get_key(objects->qpdf, dictionary, key)) : 0;
}

GPtrArray *object_keys(Objects *objects, Object dictionary) {
  GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
  if (!object_is_dictionary(objects, dictionary)) return keys;
  qpdf_oh_begin_dict_key_iter(objects->qpdf, dictionary);
  while (qpdf_oh_dict_more_keys(objects->qpdf)) g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(objects->qpdf)));
  return keys;
}

guint object_length(Objects *objects, Object array) {
  int length = is_array(objects, array) ? qpdf_oh_get_array_n_items(objects->qpdf, array) : 0;
  return length > 0 ? (guint)length : 0;
}

Object object_item(Objects *objects, Object array, guint index) {
  return index < object_length(objects, array) ? take(objects, qpdf_oh_get_array_item(objects->qpdf, array, (int)index)) : 0;
}

char *object_name(Objects *objects, Object object) {
  return object && qpdf_oh_is_name(objects->qpdf, object) ? g_strdup(qpdf_oh_get_name(objects->qpdf, object)) : NULL;
}

char *object_text(Objects *objects, Object object) {
  if (!object || !qpdf_oh_is_string(objects->qpdf, object)) return NULL;
  const char *text = qpdf_oh_get_utf8_value(objects->qpdf, object);
  return g_utf8_make_valid(text ? text : "", -1);
}

int object_integer(Objects *objects, Object object, int fallback) {
  int value = fallback;
  return object && qpdf_oh_get_value_as_int(objects->qpdf, object, &value) ? value : fallback;
}

gboolean object_numbers(Objects *objects, Object array, double *numbers, guint count) {
  if (object_length(objects, array) != count) return FALSE;
  for (guint i = 0; i < count; i++) {
    Object item = object_item(objects, array, i);
    if (!item || !qpdf_oh_get_value_as_number(objects->qpdf, item, &numbers[i])) return FALSE;
  }
  return TRUE;
}

gboolean object_is_named(Objects *objects, Object object, const char *name) {
  return object && qpdf_oh_is_name(objects->qpdf, object) && strcmp(qpdf_oh_get_name(objects->qpdf, object), name) == 0;
}

guint object_number(Objects *objects, Object object) {
  int number = object ? qpdf_oh_get_object_id(objects->qpdf, object) : 0;
  return number > 0 ? (guint)number : 0;
}

/* --- streams */

/* What LENGTH bytes at DATA inflate to, at most LIMIT of it; as much as there is, where they are damaged or cut off. */
static GBytes *inflate(Objects *objects, const guint8 *data, gsize length, gsize limit) {
  g_autoptr(GByteArray) out = g_byte_array_new();
  gsize used = 0, filled = 0;
  GConverterResult result = G_CONVERTER_CONVERTED;
  g_converter_reset(objects->inflater);
  while (result == G_CONVERTER_CONVERTED && filled < limit && used < length) {
    gsize read = 0, written = 0;
    g_byte_array_set_size(out, (guint)MIN(limit, MAX(2 * filled, 4 * length + 1024)));
    result = g_converter_convert(objects->inflater, data + used, length - used, out->data + filled, out->len - filled,
                                 G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
    if (result == G_CONVERTER_ERROR) break;
    used += read;
    filled += written;
  }
  g_byte_array_set_size(out, (guint)filled);
  return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}

/* The only filter of STREAM, or 0: none or several. */
static Object only_filter(Objects *objects, Object stream) {
  Object filter = object_get(objects, stream, "/Filter");
  guint length = object_length(objects, filter);
  return length == 0 ? filter : length == 1 ? object_item(objects, filter, 0) : 0;
}

/* Can qpdf be left to decode LENGTH bytes of STREAM? Filters that write bytes as letters make no more of them. */
static gboolean is_bounded(Objects *objects, Object stream, gsize length) {
  static const char *const unpack[] = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"};
  Object filter = object_get(objects, stream, "/Filter");
  guint unpacking = 0;
  for (guint i = 0; i < object_length(objects, filter); i++)
    for (guint j = 0; j < G_N_ELEMENTS(unpack); j++)
      if (object_is_named(objects, object_item(objects, filter, i), unpack[j])) unpacking++;
  return length <= UNBOUND_SIZE && unpacking <= 1;
}

/* Flate, and no predictor that would have to be undone. */
static gboolean is_plain_flate(Objects *objects, Object stream) {
  Object filter = only_filter(objects, stream);
  gboolean flate = object_is_named(objects, filter, "/FlateDecode") || object_is_named(objects, filter, "/Fl");
  return flate && !object_get(objects, stream, "/DecodeParms");
}

static GBytes *stream_bytes(Objects *objects, Object stream, enum qpdf_stream_decode_level_e level) {
  unsigned char *data = NULL;
  size_t length = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  QPDF_ERROR_CODE code = qpdf_oh_get_stream_data(objects->qpdf, stream, level, &filtered, &data, &length);
  gboolean good = !(code & QPDF_ERRORS) && data && (level == qpdf_dl_none || filtered);
  if (!good) {
    free(data);
    return NULL;
  }
  return g_bytes_new_with_free_func(data, length, free, data);
}

GBytes *object_data(Objects *objects, Object stream, gsize limit) {
  if (!object_is_stream(objects, stream)) return NULL;
  g_autoptr(GBytes) raw = stream_bytes(objects, stream, qpdf_dl_none);
  if (!raw) return NULL;
  gsize length = 0;
  const guint8 *data = g_bytes_get_data(raw, &length);
  if (is_plain_flate(objects, stream)) return inflate(objects, data, length, limit);
  g_autoptr(GBytes) decoded = NULL;
  if (!object_get(objects, stream, "/Filter"))
    decoded = g_steal_pointer(&raw);
  else if (is_bounded(objects, stream, length))
    decoded = stream_bytes(objects, stream, qpdf_dl_generalized);
  return decoded ? g_bytes_new_from_bytes(decoded, 0, MIN(limit, g_bytes_get_size(decoded))) : NULL;
}
