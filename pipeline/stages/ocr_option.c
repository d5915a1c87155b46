#include "pipeline/stages/ocr_option.h"

gboolean ocr_option_read(Stage *stage, const char *word, OcrMode otherwise, OcrMode *mode) {
  *mode = otherwise;
  if (!word) return TRUE;
  for (guint i = 0; ocr_mode_names[i]; i++) {
    if (!g_str_equal(ocr_mode_names[i], word)) continue;
    *mode = (OcrMode)i;
    return TRUE;
  }
  stage_error(stage, EXIT_USAGE, NULL, "--ocr needs never, auto or always");
  return FALSE;
}
