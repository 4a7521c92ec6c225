// SPDX-License-Identifier: Apache-2.0
/**
 * The frame in which contenders race: workloads, one JVM a contender, slices in turn, figures.
 *
 * <p>All contenders of a workload live at the same time, each in a JVM of its own, so that no
 * compiler learns from another's code. The parent lets one at a time do a slice of work, in an
 * order that rotates from round to round: what the machine does beside hits all alike. Figures go
 * by the processor time of the contender's whole process, garbage collector and compiler included;
 * wall time stands beside it.
 */
@NullMarked
package org.tocsin.bench.frame;

import org.jspecify.annotations.NullMarked;
