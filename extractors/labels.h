/* labels.h - the labels that reports put in front of their paragraphs: 12. 86.12 (a) a) (iv) II. B. and bullets. */
#pragma once

#include <glib.h>

typedef enum {
  LABEL_NONE,
  LABEL_DECIMAL,      /* 86.12, 4.2.1. */
  LABEL_NUMBER,       /* 12. */
  LABEL_NUMBER_PAREN, /* (3) 3) */
  LABEL_ROMAN_PAREN,  /* (iv) iv): also a letter, see label_value */
  LABEL_LETTER_PAREN, /* (b) b) (bb) */
  LABEL_ROMAN,        /* II. */
  LABEL_LETTER,       /* B. */
  LABEL_BULLET,
  LABEL_BARE_NUMBER, /* 12, its full stop left out: only its place in a sequence tells it from a number in the text */
} LabelForm;

/* The bytes of the label that TEXT begins with, and its form; 0 and LABEL_NONE where it begins with none. A label ends at
 * white space or at the end of TEXT. */
gsize label_parse(const char *text, LabelForm *form);

/* Is TEXT a label and nothing else? */
gboolean label_is_whole(const char *text);

/* The place of LABEL in a sequence of its form, from 1: (c) 3, (iv) 4, 86.12 12, "12." 12. 0 where it has none (bullets). */
guint label_value(const char *label, LabelForm form);
