/**
 * What to do next: frames and handlers, whose position is data, turn events into requests to a
 * call. Nothing here blocks, reads a clock or starts a thread; time is an input.
 *
 * <p>May use {@code document}, {@code call} and the ports of {@code service}.
 */
@NullMarked
package org.ozml.interpreter;

import org.jspecify.annotations.NullMarked;
