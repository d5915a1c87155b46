/* ocr_option.h - the option --ocr, the same for all that reads PDFs. */
#pragma once

#include "extractors/extract.h"
#include "pipeline/stages/stage.h"

/* The option's row, for a table of options; WORD (char *) is what was given. */
#define OCR_OPTION(word)                                                                                                         \
  {                                                                                                                              \
    "ocr", 0, 0, G_OPTION_ARG_STRING, &(word),                                                                                   \
        "Read pages from their pictures: never, always, or auto: those whose text is missing or "                                \
        "can't be trusted",                                                                                                      \
        "MODE"                                                                                                                   \
  }

/* The mode that WORD names; OTHERWISE where it is NULL. FALSE, told to STAGE, where it names none. */
gboolean ocr_option_read(Stage *stage, const char *word, OcrMode otherwise, OcrMode *mode);
