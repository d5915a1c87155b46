/* characters.h - what kind of sign a character is: GLib's answers, without a look into its tables for ASCII, which most
 * characters of most pages are. For what is asked of every glyph. */
#pragma once

#include <glib.h>

/* Of no ink: a space of any width, U+00A0 among them, a tab, a line's end. */
static inline gboolean character_is_white(gunichar character) {
  return character < 0x80 ? g_ascii_isspace((char)character) : g_unichar_isspace(character);
}

static inline gboolean character_is_letter(gunichar character) {
  return character < 0x80 ? g_ascii_isalpha((char)character) : g_unichar_isalpha(character);
}

static inline gboolean character_is_digit(gunichar character) {
  return character < 0x80 ? g_ascii_isdigit((char)character) : g_unichar_isdigit(character);
}

/* A mark that combines with the letter in front of it; the first ones stand at U+0300. */
static inline gboolean character_is_mark(gunichar character) {
  return character >= 0x300 && g_unichar_ismark(character);
}

/* The character at TEXT, which is valid UTF-8; 0 at its end. */
static inline gunichar character_at(const char *text) {
  return (guchar)*text < 0x80 ? (gunichar)*text : g_utf8_get_char(text);
}

static inline void text_append_character(GString *text, gunichar character) {
  if (character < 0x80)
    g_string_append_c(text, (char)character);
  else
    g_string_append_unichar(text, character);
}

/* How many characters TEXT, which is valid UTF-8, has: the bytes that begin one. */
static inline guint text_length(const char *text) {
  guint length = 0;
  for (; *text; text++) length += ((guchar)*text & 0xC0) != 0x80;
  return length;
}
