/* workbook_looks.c - see workbook_looks.h. */
#include "pipeline/workbook/workbook_looks.h"

#define TABLE_CELL .size = 10, .ruled = TRUE
#define TABLE_TEXT TABLE_CELL, .wrap = TRUE, .indent = TRUE
#define LINK .ink = BLUE, .underline = TRUE
#define HEADER .size = 10, .ink = WHITE, .fill = NAVY, .bold = TRUE, .wrap = TRUE

/* Signs are seen where colours are not. They are for short words only: Excel shows no text of more than 255 letters in a
 * format of its own. */
const Look cell_looks[N_STYLES] = {
    [STYLE_TEXT] = {TABLE_TEXT, .ink = INK},
    [STYLE_TEXT_SMALL] = {.size = 8, .ink = INK, .wrap = TRUE, .ruled = TRUE, .indent = TRUE},
    [STYLE_NUMBER] = {TABLE_CELL, .ink = INK, .align = ALIGN_RIGHT, .indent = TRUE, .number_format = "#,##0"},
    [STYLE_DATE] = {TABLE_CELL, .ink = INK, .align = ALIGN_LEFT, .indent = TRUE, .number_format = "yyyy\\-mm\\-dd"},
    [STYLE_LINK] = {TABLE_TEXT, LINK},
    [STYLE_LINK_NUMBER] = {TABLE_CELL, LINK, .align = ALIGN_RIGHT, .indent = TRUE, .number_format = "#,##0"},
    [STYLE_CENTRED] = {TABLE_CELL, .ink = INK, .align = ALIGN_CENTRE},
    [STYLE_LINK_CENTRED] = {TABLE_CELL, LINK, .align = ALIGN_CENTRE},
    [STYLE_HEADER] = {HEADER, .indent = TRUE},
    [STYLE_HEADER_NUMBER] = {HEADER, .align = ALIGN_RIGHT, .indent = TRUE},
    [STYLE_TITLE] = {.size = 16, .ink = NAVY, .bold = TRUE},
    [STYLE_NOTE] = {.size = 9, .ink = GREY, .italic = TRUE, .wrap = TRUE},
    [STYLE_HEADING] = {.size = 12, .ink = NAVY, .bold = TRUE},
    [STYLE_FIGURE] =
        {.size = 18, .ink = NAVY, .bold = TRUE, .ruled = TRUE, .indent = TRUE, .align = ALIGN_LEFT, .number_format = "#,##0"},
    [STYLE_GOOD] = {TABLE_TEXT, .ink = GREEN, .fill = PALE_GREEN, .sign = "\"✓ \"@"},
    [STYLE_CAUTION] = {TABLE_TEXT, .ink = AMBER, .fill = PALE_AMBER, .italic = TRUE, .sign = "\"△ \"@"},
    [STYLE_BAD] = {TABLE_TEXT, .ink = RED, .fill = PALE_RED, .sign = "\"✗ \"@"},
    [STYLE_CORRECTED] = {TABLE_TEXT, .ink = INK, .fill = PALE_AMBER, .italic = TRUE},
};

const Look run_looks[N_RUN_KINDS] = {
    [RUN_PLAIN] = {.size = 10, .ink = INK},
    [RUN_REMOVED] = {.size = 10, .ink = RED, .strikeout = TRUE},
    [RUN_ADDED] = {.size = 10, .ink = GREEN, .bold = TRUE, .underline = TRUE},
};
