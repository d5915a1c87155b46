#include "extractors/inspect_fonts.h"

#include <stdlib.h>
#include <string.h>

/* A larger map than any real font has is not read: 65,536 codes of some 16 bytes. */
static const gsize MOST_MAP = 1024 * 1024;

/* --- names of glyphs */

/* Does NAME consist of PREFIX and DIGITS hexadecimal digits, or of more where AT_MOST is more? */
static gboolean is_coded(const char *name, const char *prefix, gsize digits, gsize at_most) {
  if (!g_str_has_prefix(name, prefix)) return FALSE;
  name += strlen(prefix);
  gsize length = strspn(name, "0123456789ABCDEF");
  return name[length] == '\0' && length >= digits && length <= at_most;
}

/* Names of the Adobe Glyph List and its specification that end in digits and do tell a character. Those of phi1 and its like
 * (Symbol) are of three letters or more, which no counted name here is. */
static gboolean is_listed(const char *name) {
  static const struct {
    const char *prefix;
    gsize digits, at_most;
  } rows[] = {
      {"uni", 4, 4 * 32}, {"u", 4, 6}, {"afii", 5, 5}, {"SF", 6, 6}, {"H", 5, 5},
  };
  if (strcmp(name, "pi1") == 0) return TRUE; /* a variant of pi in TeX's fonts */
  for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
    if (is_coded(name, rows[i].prefix, rows[i].digits, rows[i].at_most)) return TRUE;
  return FALSE;
}

/* What producers put in front of a number to make a name of it. */
static gboolean counts(const char *prefix, gsize length) {
  static const char *const words[] = {"cid", "gid", "glyph", "index", "char", "Char", "Glyph", "ch", "sym"};
  if (length <= 2) return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (strlen(words[i]) == length && strncmp(prefix, words[i], length) == 0) return TRUE;
  return FALSE;
}

gboolean glyph_name_is_a_number(const char *name) {
  if (*name == '/') name++;
  if (*name == '\0' || *name == '.') return TRUE; /* .notdef, .null */
  g_autofree char *base = g_strndup(name, strcspn(name, "."));
  gsize letters = 0;
  while (g_ascii_isalpha(base[letters])) letters++;
  const char *digits = base + letters + strspn(base + letters, ":_-#");
  gsize count = strspn(digits, "0123456789");
  gsize hexadecimal = strspn(digits, "0123456789ABCDEFabcdef");
  gboolean number = count > 0 && digits[hexadecimal] == '\0';
  return number && counts(base, letters) && !is_listed(base);
}

/* --- fonts of one-byte codes */

/* The names a1 to a206 are those of the dingbats (ZapfDingbats' own encoding). */
static gboolean is_dingbats(Objects *objects, Object font) {
  g_autofree char *name = object_name(objects, object_get(objects, font, "/BaseFont"));
  return name && strstr(name, "Dingbats") != NULL;
}

static gboolean is_space_name(const char *name) {
  static const char *const names[] = {"/space", "/nbspace", "/uni0020", "/uni00A0", "/nonbreakingspace"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (strcmp(name, names[i]) == 0) return TRUE;
  return FALSE;
}

/* Reads the Differences: [code name name ... code name ...]. */
static void read_differences(Objects *objects, Object differences, gboolean dingbats, ContentFont *out) {
  guint length = MIN(object_length(objects, differences), 1024);
  int code = 0;
  for (guint i = 0; i < length; i++) {
    Object item = object_item(objects, differences, i);
    g_autofree char *name = object_name(objects, item);
    if (!name) {
      code = object_integer(objects, item, code);
      continue;
    }
    if (code >= 0 && code < 256) {
      out->unmapped[code] = !dingbats && glyph_name_is_a_number(name) ? 1 : 0;
      out->space[code] = is_space_name(name) ? 1 : 0;
      out->some_unmapped |= out->unmapped[code] != 0;
    }
    code++;
  }
}

/* A TrueType font without an encoding, whose codes begin below the space, is a subset that numbers its glyphs from 1 on. */
static gboolean is_numbered(Objects *objects, Object font) {
  return object_is_named(objects, object_get(objects, font, "/Subtype"), "/TrueType") &&
         !object_get(objects, font, "/Encoding") && object_integer(objects, object_get(objects, font, "/FirstChar"), ' ') < ' ';
}

static void describe_simple(Objects *objects, Object font, ContentFont *out) {
  out->code_bytes = 1;
  out->space[' '] = 1;
  if (object_is_stream(objects, object_get(objects, font, "/ToUnicode"))) return;
  Object differences = object_get(objects, object_get(objects, font, "/Encoding"), "/Differences");
  gboolean drawn =
      object_is_named(objects, object_get(objects, font, "/Subtype"), "/Type3"); /* its glyphs have names, or nothing */
  out->all_unmapped = is_numbered(objects, font) || (drawn && !differences);
  out->space[' '] = is_numbered(objects, font) ? 0 : 1;
  read_differences(objects, differences, is_dingbats(objects, font), out);
}

/* --- fonts of two-byte codes */

/* Collections whose characters are known to every reader (PDF 32000-1, 9.7.5.2). */
static gboolean is_known_collection(Objects *objects, Object descendant) {
  static const char *const known[] = {"Japan1", "GB1", "CNS1", "Korea1", "KR"};
  Object info = object_get(objects, descendant, "/CIDSystemInfo");
  g_autofree char *registry = object_text(objects, object_get(objects, info, "/Registry"));
  g_autofree char *ordering = object_text(objects, object_get(objects, info, "/Ordering"));
  if (!ordering || !registry || strcmp(registry, "Adobe") != 0) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(ordering, known[i]) == 0) return TRUE;
  return FALSE;
}

/* A predefined CMap other than Identity is of a known collection. A /ToUnicode that is a name says that codes are characters. */
static gboolean says_nothing(Objects *objects, Object font) {
  if (object_get(objects, font, "/ToUnicode")) return FALSE;
  Object encoding = object_get(objects, font, "/Encoding");
  g_autofree char *name = object_name(objects, encoding);
  if (name && !g_str_has_prefix(name, "/Identity")) return FALSE;
  return !is_known_collection(objects, object_item(objects, object_get(objects, font, "/DescendantFonts"), 0));
}

/* The next hexadecimal string of a CMap at *AT, at most four bytes: its number; FALSE in front of UNTIL. */
static gboolean next_code(const char **at, const char *until, guint *code) {
  const char *open = memchr(*at, '<', (gsize)(until - *at));
  if (!open) return FALSE;
  *code = (guint)strtoul(open + 1, (char **)at, 16);
  return *at < until;
}

/* The code of a space among the pairs, or triples, between BEGIN and END. */
static guint space_between(const char *map, const char *begin, const char *end, gboolean ranges) {
  guint first, last, character;
  for (const char *at = map; (at = strstr(at, begin));) {
    const char *until = strstr(at, end);
    if (!until) break;
    while (next_code(&at, until, &first)) {
      last = first;
      if (ranges && !next_code(&at, until, &last)) break;
      if (!next_code(&at, until, &character)) break;
      if (character <= ' ' && ' ' - character <= last - first) return first + (' ' - character);
    }
    at = until;
  }
  return G_MAXUINT;
}

/* Which code of a ToUnicode map is a space, so that counts can leave it out. */
static guint find_space(Objects *objects, Object font) {
  g_autoptr(GBytes) data = object_data(objects, object_get(objects, font, "/ToUnicode"), MOST_MAP);
  if (!data || g_bytes_get_size(data) == 0) return G_MAXUINT;
  g_autofree char *map = g_strndup(g_bytes_get_data(data, NULL), g_bytes_get_size(data));
  guint code = space_between(map, "beginbfchar", "endbfchar", FALSE);
  return code != G_MAXUINT ? code : space_between(map, "beginbfrange", "endbfrange", TRUE);
}

static void describe_composite(Objects *objects, Object font, ContentFont *out) {
  out->code_bytes = 2;
  out->all_unmapped = says_nothing(objects, font);
  out->space_code = find_space(objects, font);
}

static gboolean is_composite(Objects *objects, Object font) {
  return object_is_named(objects, object_get(objects, font, "/Subtype"), "/Type0");
}

gboolean font_is_suspicious(Objects *objects, Object font) {
  if (is_composite(objects, font)) return says_nothing(objects, font);
  g_autofree ContentFont *described = g_new0(ContentFont, 1);
  describe_simple(objects, font, described);
  return described->all_unmapped || described->some_unmapped;
}

ContentFont *font_describe(Objects *objects, Object font) {
  ContentFont *described = g_new0(ContentFont, 1);
  if (is_composite(objects, font))
    describe_composite(objects, font, described);
  else
    describe_simple(objects, font, described);
  return described;
}
