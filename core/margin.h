/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * margin: how far a figure from a sample of answers may be off by chance (95 %), as a rough
 * guide: 1.96 standard errors of a simple random sample. Layer: core. Pure.
 */
#ifndef CORE_MARGIN_H
#define CORE_MARGIN_H

/* Of a share of 0 .. 1. 0 without answers. */
double margin_of_share(double share, double answers);

/* Of a balance (-1 .. 1): the share of one answer less that of its opposite, where the third
 * answer (unchanged) is not known; taken as half of all, or as many as the balance leaves. */
double margin_of_balance(double balance, double answers);

#endif
