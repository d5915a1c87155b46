/* test_content_stream.c - glyphs counted in content streams, a line of operators each. The names mean:
 *
 *   /F1 one-byte codes   /F2 two-byte codes; 0003 is a space   /Odd one-byte codes, none of a known character
 *   /Gs a graphics state that sets /Odd    /Off a hidden layer   /Text properties with an ActualText
 *   /Form shows "ab" in the font it finds  /Mode shows "ab" invisibly   /Loop shows itself and "a"   /Gone a form that is hidden
 *   /Boxed shows "a" within its box and "b" above it
 */
#include "extractors/content_stream.h"
#include "extractors/inspect_fonts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const ContentFont one = {.code_bytes = 1, .space[' '] = 1};
static const ContentFont two = {.code_bytes = 2, .space_code = 3};
static const ContentFont odd = {.code_bytes = 1, .space[' '] = 1, .all_unmapped = TRUE};

static const ContentFont *name_font(G_GNUC_UNUSED ContentResources resources, const char *name, G_GNUC_UNUSED gpointer data) {
  return strcmp(name, "/F1") == 0 ? &one : strcmp(name, "/F2") == 0 ? &two : strcmp(name, "/Odd") == 0 ? &odd : NULL;
}

static const ContentFont *name_state_font(G_GNUC_UNUSED ContentResources resources, const char *name,
                                          G_GNUC_UNUSED gpointer data) {
  return strcmp(name, "/Gs") == 0 ? &odd : NULL;
}

static gboolean name_form(G_GNUC_UNUSED ContentResources resources, const char *name, ContentForm *form,
                          G_GNUC_UNUSED gpointer data) {
  static const struct {
    const char *name, *content;
    gboolean hidden;
  } forms[] = {
      {"/Form", "BT (ab) Tj ET", FALSE},
      {"/Mode", "3 Tr (ab) Tj", FALSE},
      {"/Loop", "(a) Tj /Loop Do /Loop Do", FALSE},
      {"/Gone", "(ab) Tj", TRUE},
      {"/Boxed", "BT 10 10 Td (a) Tj 0 20 Td (b) Tj ET", FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(forms); i++) {
    if (strcmp(name, forms[i].name) != 0) continue;
    form->content = g_bytes_new_static(forms[i].content, strlen(forms[i].content));
    form->hidden = forms[i].hidden;
    form->matrix = (ContentMatrix){1, 0, 0, 1, 0, 0};
    form->has_box = strcmp(name, "/Boxed") == 0;
    form->box[2] = 100, form->box[3] = 20;
    return TRUE;
  }
  return FALSE;
}

static gboolean name_hidden(G_GNUC_UNUSED ContentResources resources, const char *name, G_GNUC_UNUSED gpointer data) {
  return strcmp(name, "/Off") == 0;
}

static gboolean name_replaced(G_GNUC_UNUSED ContentResources resources, const char *name, G_GNUC_UNUSED gpointer data) {
  return strcmp(name, "/Text") == 0;
}

static const ContentNames names = {
    .font = name_font, .state_font = name_state_font, .form = name_form, .hidden = name_hidden, .replaced = name_replaced};

static ContentCount count(const char *content, gsize budget) {
  g_autoptr(GBytes) bytes = g_bytes_new_static(content, strlen(content));
  return content_count(bytes, 0, &names, &budget);
}

static void glyphs_are_counted(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *content;
    guint glyphs, invisible, unmapped;
  } rows[] = {
      {"nothing", "", 0, 0, 0},
      {"a string", "BT /F1 11 Tf (abc d) Tj ET", 4, 0, 0},
      {"a string before any font", "(abc d) Tj", 4, 0, 0},
      {"strings with their kerning", "/F1 11 Tf [(ab) -120 (c) 3.5 (d)] TJ", 4, 0, 0},
      {"the operators that move, too", "/F1 11 Tf (ab) ' 1 2 (cd) \"", 4, 0, 0},
      {"brackets and escapes in a string", "(a\\(b\\)(c)\\101\\n\\\\) Tj", 10, 0, 0},
      {"a string that goes on in the next line", "(ab\\\ncd) Tj", 4, 0, 0},
      {"hexadecimal", "/F1 1 Tf <61 62\n6> Tj", 3, 0, 0},
      {"two bytes a glyph, without the space", "/F2 1 Tf <002400030025> Tj", 2, 0, 0},
      {"a comment", "% (ab) Tj\n(c) Tj", 1, 0, 0},
      {"invisible", "3 Tr (ab) Tj 0 Tr (c) Tj", 3, 2, 0},
      {"clipped", "7 Tr (ab) Tj", 2, 2, 0},
      {"a mode that paints", "5 Tr (ab) Tj", 2, 0, 0},
      {"the mode is kept from text to text", "BT 3 Tr (a) Tj ET BT (b) Tj ET", 2, 2, 0},
      {"and restored", "q 3 Tr (a) Tj Q (b) Tj", 2, 1, 0},
      {"more is restored than was saved", "3 Tr Q Q (a) Tj", 1, 1, 0},
      {"unmapped", "/Odd 1 Tf (ab c) Tj /F1 1 Tf (d) Tj", 4, 0, 3},
      {"an invisible one is not also unmapped", "/Odd 1 Tf 3 Tr (ab) Tj", 2, 2, 0},
      {"a font set by a graphics state", "/Gs gs (ab) Tj", 2, 0, 2},
      {"text stands beside them", "/Odd 1 Tf /Span << /MCID 3 /ActualText (ab) >> BDC (ab) Tj EMC (c) Tj", 3, 0, 1},
      {"so it does under a name", "/Odd 1 Tf /Span /Text BDC (ab) Tj EMC (c) Tj", 3, 0, 1},
      {"around other marks", "/Odd 1 Tf /Span /Text BDC /P BMC (ab) Tj EMC (c) Tj EMC", 3, 0, 0},
      {"a hidden layer", "/OC /Off BDC (ab) Tj EMC (c) Tj", 1, 0, 0},
      {"a layer that is shown", "/OC /On BDC (ab) Tj EMC (c) Tj", 3, 0, 0},
      {"more marks end than began", "EMC EMC /OC /Off BDC (ab) Tj EMC (c) Tj", 1, 0, 0},
      {"a form", "/Form Do (c) Tj", 3, 0, 0},
      {"a form takes over the state", "/Odd 1 Tf 3 Tr /Form Do 0 Tr /Form Do", 4, 2, 2},
      {"and leaves it as it was", "/Mode Do (c) Tj", 3, 2, 0},
      {"a form on a hidden layer", "/OC /Off BDC /Form Do EMC /Gone Do", 0, 0, 0},
      {"a form that is not there", "/Nowhere Do (a) Tj", 1, 0, 0},
      {"an inline picture", "BI /W 2 /H 2 ID \x01 (ab) Tj \xff EI (c) Tj", 1, 0, 0},
      {"the letters EI within its bytes", "BI ID \x01 EI \x02\x03 EI Q (c) Tj", 1, 0, 0},
      {"a picture without an end", "BI ID \x01\x02 (ab) Tj", 0, 0, 0},
      {"a string without an end", "(a) Tj (bcd", 1, 0, 0},
      {"brackets that match nothing", ")>>]} (a) Tj <", 1, 0, 0},
      {"names with escapes", "/F#32 1 Tf <00240025> Tj", 2, 0, 0},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    ContentCount found = count(rows[i].content, 1 << 20);
    if (found.glyphs == rows[i].glyphs && found.invisible == rows[i].invisible && found.unmapped == rows[i].unmapped) continue;
    print_error("%s: %u glyphs, %u invisible, %u unmapped; should be %u, %u, %u\n", rows[i].name, found.glyphs, found.invisible,
                found.unmapped, rows[i].glyphs, rows[i].invisible, rows[i].unmapped);
    faults++;
  }
  assert_int_equal(faults, 0);
}

static void text_outside_of_the_clipping_path_is_told(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name, *content;
    guint outside;
  } rows[] = {
      {"no path", "BT 10 10 Td (ab) Tj ET", 0},
      {"within", "0 0 100 20 re W n BT 10 10 Td (ab) Tj ET", 0},
      {"above", "0 0 100 20 re W n BT 10 30 Td (ab) Tj ET", 2},
      {"below", "0 0 100 20 re W* n BT 10 -1 Td (ab) Tj ET", 2},
      {"to the right", "0 0 100 20 re W n BT 101 10 Td (ab) Tj ET", 2},
      {"to the left: it may reach in", "0 0 100 20 re W n BT -50 10 Td (ab) Tj ET", 0},
      {"a path that does not clip", "0 0 100 20 re f BT 10 30 Td (ab) Tj ET", 0},
      {"one that clips where it is painted", "0 0 100 20 re W f BT 10 30 Td (ab) Tj ET", 2},
      {"the path ends with Q", "q 0 0 100 20 re W n Q BT 10 30 Td (ab) Tj ET", 0},
      {"two paths are both to hold it", "0 0 100 20 re W n 0 0 100 90 re W n BT 10 30 Td (ab) Tj ET", 2},
      {"a path of lines and curves", "0 0 m 100 0 l 100 9 99 20 50 20 c h W n BT 10 30 Td (a) Tj 0 -15 Td (b) Tj ET", 1},
      {"the page is moved", "0 0 100 20 re W n 1 0 0 1 0 30 cm BT 10 10 Td (ab) Tj ET", 2},
      {"the path was, too", "1 0 0 1 0 30 cm 0 0 100 20 re W n BT 10 10 Td (ab) Tj ET", 0},
      {"a text matrix", "0 0 100 20 re W n BT 1 0 0 1 10 30 Tm (a) Tj 1 0 0 1 10 10 Tm (b) Tj ET", 1},
      {"lines by their leading", "0 0 100 20 re W n BT 12 TL 10 30 Td (a) Tj T* (b) Tj (c) ' (d) ' ET", 2},
      {"a leading set by a step", "0 0 100 20 re W n BT 10 40 Td 0 -12 TD (a) Tj T* (b) Tj ET", 1},
      {"an invisible one is not also outside", "0 0 100 20 re W n BT 3 Tr 10 30 Td (ab) Tj ET", 0},
      {"a form's box", "/Boxed Do", 1},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    ContentCount found = count(rows[i].content, 1 << 20);
    if (found.outside == rows[i].outside) continue;
    print_error("%s: %u outside, should be %u\n", rows[i].name, found.outside, rows[i].outside);
    faults++;
  }
  assert_int_equal(faults, 0);
}

static void work_has_an_end(G_GNUC_UNUSED void **state) {
  assert_in_range(count("/Loop Do", 1 << 20).glyphs, 1, 1 << 13); /* two to the power of its depth */
  assert_in_range(count("/Loop Do", 1000).glyphs, 1, 1000 / 24 + 1);
  assert_int_equal(count("(ab) Tj (cd) Tj", 8).glyphs, 2);
  g_autoptr(GString) nested = g_string_new(NULL);
  for (guint i = 0; i < 2000; i++) g_string_append(nested, "q /P BMC ");
  g_string_append(nested, "3 Tr ");
  for (guint i = 0; i < 2000; i++) g_string_append(nested, "Q EMC ");
  g_string_append(nested, "(a) Tj");
  ContentCount found = count(nested->str, 1 << 20);
  assert_int_equal(found.glyphs, 1);
  assert_int_equal(found.invisible, 0);
}

static void a_quick_look_tells_where_to_count(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *content;
    gboolean hides, names_im1, clips;
  } rows[] = {
      {"", FALSE, FALSE, FALSE},
      {"3 Tr", TRUE, FALSE, FALSE},
      {"BT 7  Tr", TRUE, FALSE, FALSE},
      {"3.0 Tr /Im1", TRUE, TRUE, FALSE},
      {"0 Tr /Im1 Do", FALSE, TRUE, FALSE},
      {"2 Tr 3 Tw /Im10 Do", FALSE, FALSE, FALSE},
      {"(Trieste) Tj /Im10 Do/Im1 Do", FALSE, TRUE, FALSE},
      {"/Im#31 Do", FALSE, TRUE, FALSE},
      {"0 0 9 9 re W n", FALSE, FALSE, TRUE},
      {"0 0 9 9 re\nW*\nf", FALSE, FALSE, TRUE},
      {"(New York) Tj /W Do 1 w", FALSE, FALSE, FALSE},
  };
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    print_message("%s\n", rows[i].content);
    g_autoptr(GBytes) bytes = g_bytes_new_static(rows[i].content, strlen(rows[i].content));
    assert_int_equal(content_may_hide_text(bytes), rows[i].hides);
    assert_int_equal(content_may_name(bytes, "/Im1"), rows[i].names_im1);
    assert_int_equal(content_may_clip(bytes), rows[i].clips);
  }
}

static void names_that_are_numbers_tell_no_character(G_GNUC_UNUSED void **state) {
  static const struct {
    const char *name;
    gboolean number;
  } rows[] = {
      {"/g12", TRUE},          {"/c45", TRUE},       {"/cid:34", TRUE},       {"/cid34", TRUE},    {"/.notdef", TRUE},
      {"/G2A", TRUE},          {"/glyph7", TRUE},    {"/index12", TRUE},      {"/12", TRUE},       {"/a65", TRUE},
      {"/ab3", TRUE},          {"/g12.alt", TRUE},   {"/A", FALSE},           {"/fi", FALSE},      {"/mu", FALSE},
      {"/Delta", FALSE},       {"/one", FALSE},      {"/f_i", FALSE},         {"/a.sc", FALSE},    {"/phi1", FALSE},
      {"/H22073", FALSE},      {"/SF100000", FALSE}, {"/afii10017", FALSE},   {"/uni0416", FALSE}, {"/u1F600", FALSE},
      {"/uni00410301", FALSE}, {"/Upsilon1", FALSE}, {"/commaaccent", FALSE},
  };
  guint faults = 0;
  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    if (glyph_name_is_a_number(rows[i].name) == rows[i].number) continue;
    print_error("%s\n", rows[i].name);
    faults++;
  }
  assert_int_equal(faults, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(glyphs_are_counted),
      cmocka_unit_test(text_outside_of_the_clipping_path_is_told),
      cmocka_unit_test(work_has_an_end),
      cmocka_unit_test(a_quick_look_tells_where_to_count),
      cmocka_unit_test(names_that_are_numbers_tell_no_character),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
