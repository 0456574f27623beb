/**
 * A running phone system: its numbers, where calls go, its scripts on disk, and what is known of
 * its calls. It has neither a host nor an HTTP port of its own: both are given to it or use it.
 *
 * <p>May use {@code call}, {@code interpreter}, {@code command}, {@code document}, {@code check},
 * {@code listing}, {@code configuration} and {@code service}.
 */
@NullMarked
package org.ozml.pbx;

import org.jspecify.annotations.NullMarked;
