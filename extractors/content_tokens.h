/* content_tokens.h - the words of a page's content stream (PDF 32000-1, 7.2, 7.3 and 7.8.2), one after the other. What is
 * malformed gives some token or none: it never fails, and it never reads behind the end. */
#pragma once

#include <glib.h>

typedef enum {
  TOKEN_END,
  TOKEN_NUMBER,
  TOKEN_NAME,     /* `text` with its slash, its escapes resolved */
  TOKEN_STRING,   /* `text`: the bytes, of a literal or a hexadecimal string */
  TOKEN_BRACKET,  /* [ ] << >> { } */
  TOKEN_OPERATOR, /* `text`: Tj, BT, ..., and true, false and null */
} TokenKind;

typedef struct {
  const guint8 *at, *end; /* what is still to be read */
  TokenKind kind;         /* of the token that was read last */
  GString *text;
  double number;
} ContentTokens;

/* The tokens of SIZE bytes at DATA, which must outlive them. Clear it with content_tokens_clear. */
void content_tokens_init(ContentTokens *tokens, const guint8 *data, gsize size);
void content_tokens_clear(ContentTokens *tokens);

/* Reads the next token, and returns its kind. */
TokenKind content_tokens_next(ContentTokens *tokens);

/* Behind the operator ID: passes over the bytes of an inline picture and its EI (8.9.7). */
void content_tokens_skip_picture(ContentTokens *tokens);

/* White space and delimiters (7.2.2): what parts tokens. */
gboolean content_is_space(guint8 byte);
gboolean content_is_delimiter(guint8 byte);
