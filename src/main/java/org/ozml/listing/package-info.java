/**
 * What the lists show: the calls in progress, and those that were.
 *
 * <p>May use {@code call}, whose event stream it reads, and {@code service}, which keeps what has
 * been.
 */
@NullMarked
package org.ozml.listing;

import org.jspecify.annotations.NullMarked;
