/**
 * Record and replay: what a trace tells of the world is given to a script again, in virtual time,
 * and what the script does then is compared with what it did.
 *
 * <p>May use {@code scenario}, {@code simulator}, {@code interpreter}, {@code command} and what
 * those use.
 */
@NullMarked
package org.ozml.replay;

import org.jspecify.annotations.NullMarked;
