/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gates_slip: part of gates: values that are another unit than those around them, one by one
 * or several in a row, and zeros where none belong. Layer: collector.
 */
#ifndef COLLECTOR_GATES_SLIP_H
#define COLLECTOR_GATES_SLIP_H

#include "collector/gates.h"

/* Where the document changes its unit on the way: per observation the factor (1/10: a tenth of
 * what came before), 0 where it does not. Which of the two is right nobody can tell: it is the
 * newer one that has the factor. In the arena. */
double *gates_slip_turns(const struct gates_case *judged, struct arena *arena);

/* Both judge the observation at `index` of the pick, which has a value; `turn` is its own. */
struct gates_finding gates_slip_judge(const struct gates_case *judged, size_t index,
                                      double turn, struct arena *arena);
struct gates_finding gates_slip_zero(const struct gates_case *judged, size_t index,
                                     struct arena *arena);

#endif
