#include "extractors/content_tokens.h"

#include <stdlib.h>
#include <string.h>

void content_tokens_init(ContentTokens *tokens, const guint8 *data, gsize size) {
  *tokens = (ContentTokens){.at = data, .end = data + size, .text = g_string_sized_new(256)};
}

void content_tokens_clear(ContentTokens *tokens) {
  g_string_free(tokens->text, TRUE);
}

gboolean content_is_space(guint8 byte) {
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f' || byte == '\0';
}

gboolean content_is_delimiter(guint8 byte) {
  switch (byte) {
  case '(':
  case ')':
  case '<':
  case '>':
  case '[':
  case ']':
  case '{':
  case '}':
  case '/':
  case '%':
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean is_regular(guint8 byte) {
  return g_ascii_isalnum(byte) || (!content_is_space(byte) && !content_is_delimiter(byte));
}

static void skip_space(ContentTokens *tokens) {
  while (tokens->at < tokens->end) {
    if (*tokens->at == '%')
      while (tokens->at < tokens->end && *tokens->at != '\n' && *tokens->at != '\r') tokens->at++;
    else if (content_is_space(*tokens->at))
      tokens->at++;
    else
      return;
  }
}

/* Up to three octal digits, the first of which stands at `at`. */
static char read_octal(ContentTokens *tokens) {
  guint value = 0;
  for (guint i = 0; i < 3 && tokens->at < tokens->end && *tokens->at >= '0' && *tokens->at <= '7'; i++)
    value = value * 8 + (guint)(*tokens->at++ - '0');
  return (char)(value & 0xFF);
}

/* Behind a backslash. */
static void read_escape(ContentTokens *tokens) {
  static const char letters[] = "nrtbf", meanings[] = "\n\r\t\b\f";
  if (tokens->at >= tokens->end) return;
  guint8 byte = *tokens->at;
  if (byte >= '0' && byte <= '7') {
    g_string_append_c(tokens->text, read_octal(tokens));
    return;
  }
  tokens->at++;
  if (byte == '\r' && tokens->at < tokens->end && *tokens->at == '\n') tokens->at++;
  if (byte == '\r' || byte == '\n') return; /* the string goes on in the next line */
  const char *letter = byte ? strchr(letters, byte) : NULL;
  g_string_append_c(tokens->text, letter ? meanings[letter - letters] : (char)byte);
}

static void read_literal(ContentTokens *tokens) {
  guint depth = 1;
  while (tokens->at < tokens->end) {
    guint8 byte = *tokens->at++;
    if (byte == '\\') {
      read_escape(tokens);
      continue;
    }
    if (byte == '(') depth++;
    if (byte == ')' && --depth == 0) return;
    g_string_append_c(tokens->text, (char)byte);
  }
}

static void read_hexadecimal(ContentTokens *tokens) {
  int half = -1;
  while (tokens->at < tokens->end) {
    guint8 byte = *tokens->at++;
    if (byte == '>') break;
    int digit = g_ascii_xdigit_value((char)byte);
    if (digit < 0) continue;
    if (half < 0) {
      half = digit;
      continue;
    }
    g_string_append_c(tokens->text, (char)(half * 16 + digit));
    half = -1;
  }
  if (half >= 0) g_string_append_c(tokens->text, (char)(half * 16));
}

static void read_name(ContentTokens *tokens) {
  g_string_append_c(tokens->text, '/');
  while (tokens->at < tokens->end && is_regular(*tokens->at)) {
    guint8 byte = *tokens->at++;
    if (byte == '#' && tokens->end - tokens->at >= 2 && g_ascii_isxdigit(tokens->at[0]) && g_ascii_isxdigit(tokens->at[1])) {
      byte = (guint8)(g_ascii_xdigit_value((char)tokens->at[0]) * 16 + g_ascii_xdigit_value((char)tokens->at[1]));
      tokens->at += 2;
    }
    g_string_append_c(tokens->text, (char)byte);
  }
}

/* A number is digits with a point among them at most, and a sign in front (7.3.3): no exponent. What is malformed ends there. */
static double number_of(const guint8 *at, const guint8 *end) {
  gboolean negative = at < end && *at == '-';
  if (at < end && (*at == '-' || *at == '+')) at++;
  double value = 0, place = 1;
  for (; at < end && g_ascii_isdigit(*at); at++) value = value * 10 + (*at - '0');
  if (at < end && *at == '.')
    for (at++; at < end && g_ascii_isdigit(*at); at++) value += (*at - '0') * (place /= 10);
  return negative ? -value : value;
}

/* A number or an operator. */
static TokenKind read_word(ContentTokens *tokens) {
  const guint8 *start = tokens->at, first = *start;
  while (tokens->at < tokens->end && is_regular(*tokens->at)) tokens->at++;
  if (g_ascii_isdigit(first) || first == '+' || first == '-' || first == '.') {
    tokens->number = number_of(start, tokens->at);
    return TOKEN_NUMBER;
  }
  g_string_append_len(tokens->text, (const char *)start, tokens->at - start);
  return TOKEN_OPERATOR;
}

static TokenKind read_token(ContentTokens *tokens) {
  g_string_truncate(tokens->text, 0);
  skip_space(tokens);
  if (tokens->at >= tokens->end) return TOKEN_END;
  guint8 byte = *tokens->at;
  if (is_regular(byte)) return read_word(tokens);
  tokens->at++;
  gboolean doubled = tokens->at < tokens->end && *tokens->at == byte;
  switch (byte) {
  case '/':
    read_name(tokens);
    return TOKEN_NAME;
  case '(':
    read_literal(tokens);
    return TOKEN_STRING;
  case '<':
    if (!doubled) {
      read_hexadecimal(tokens);
      return TOKEN_STRING;
    }
    tokens->at++;
    return TOKEN_BRACKET;
  default:
    if (byte == '>' && doubled) tokens->at++;
    return TOKEN_BRACKET;
  }
}

TokenKind content_tokens_next(ContentTokens *tokens) {
  tokens->kind = read_token(tokens);
  return tokens->kind;
}

/* Does EI end a picture at P? Its bytes may hold the letters: text follows the real one. */
static gboolean ends_picture(const guint8 *p, const guint8 *end) {
  if (p[0] != 'E' || p[1] != 'I' || !content_is_space(p[-1])) return FALSE;
  const guint8 *until = MIN(p + 12, end);
  if (p + 2 < end && !content_is_space(p[2])) return FALSE;
  for (p += 2; p < until; p++)
    if (!content_is_space(*p) && (*p < 0x20 || *p > 0x7E)) return FALSE;
  return TRUE;
}

void content_tokens_skip_picture(ContentTokens *tokens) {
  for (const guint8 *p = tokens->at + 1; p + 1 < tokens->end; p++) {
    if (!ends_picture(p, tokens->end)) continue;
    tokens->at = p + 2;
    return;
  }
  tokens->at = tokens->end;
}
