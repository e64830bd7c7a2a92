/* SPDX-License-Identifier: GPL-3.0-or-later */
/* palette: see palette.h. */
#include "graphs/palette.h"

/* Darker than Okabe and Ito's on white, lighter on black, where small text is set in them. */
static const uint32_t COLOURS[PALETTE_COUNT][PALETTE_THEMES] = {
    [PALETTE_NONE] = {0x00000000u, 0x00000000u},
    [PALETTE_PAPER] = {0xFFFFFFFFu, 0x16191DFFu},
    [PALETTE_INK] = {0x222222FFu, 0xEDEEF0FFu},
    [PALETTE_SOFT] = {0x555555FFu, 0xB9BEC5FFu},
    [PALETTE_AXIS] = {0x666666FFu, 0x9AA1A9FFu},
    [PALETTE_GRID] = {0xE2E2E2FFu, 0x343A41FFu},
    [PALETTE_PANEL] = {0xF4F5F6FFu, 0x1F242AFFu},
    [PALETTE_BAND] = {0xE9EBEDFFu, 0x2B3138FFu},
    [PALETTE_COMPARE] = {0x6E6E6EFFu, 0xA3A9B0FFu},
    [PALETTE_MAIN] = {0x0072B2FFu, 0x56B4E9FFu},
    [PALETTE_MAIN_LIGHT] = {0x0072B226u, 0x56B4E930u},
    [PALETTE_MAIN_PALE] = {0xCFE3F0FFu, 0x1D4258FFu},
    [PALETTE_BELOW] = {0xD55E0026u, 0xE8752A38u},
    [PALETTE_TARGET] = {0x007A59FFu, 0x3CC79DFFu},
    [PALETTE_PROGRAM] = {0x56B4E9FFu, 0x3B86B3FFu},
    [PALETTE_PROGRAM_LIGHT] = {0xCDE7F8FFu, 0x24465BFFu},
    [PALETTE_LOAN] = {0xA8487FFFu, 0xDB8FB9FFu},
    [PALETTE_LOAN_LIGHT] = {0xEFD3E2FFu, 0x57334AFFu},
    [PALETTE_OLDER] = {0xB4B8BDFFu, 0x5D656EFFu},
    [PALETTE_ALERT] = {0xB34700FFu, 0xF08A4BFFu},
    [PALETTE_EARLY] = {0x22222266u, 0xEDEEF066u},
};

uint32_t palette_rgba(enum palette_theme theme, uint32_t colour)
{
    return COLOURS[colour < PALETTE_COUNT ? colour : PALETTE_INK][theme];
}
