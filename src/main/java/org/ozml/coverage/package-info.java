/**
 * Which parts of scripts the tests have run: what there is to cover, what was covered, and the
 * reports that say so.
 *
 * <p>May use {@code scenario}, {@code interpreter}, {@code check}, {@code configuration} and what
 * those use.
 */
@NullMarked
package org.ozml.coverage;

import org.jspecify.annotations.NullMarked;
