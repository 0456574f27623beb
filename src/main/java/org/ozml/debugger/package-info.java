/**
 * The step debugger: a run of a script that is stopped at any command and goes back as easily as
 * forwards. It never holds a run up: a run of the same script in the same world is the same, so
 * each stop is what a new run shows when it has come that far.
 *
 * <p>May use {@code scenario}, {@code simulator}, {@code interpreter}, {@code command}, {@code
 * document}, {@code call} and {@code service}.
 */
@NullMarked
package org.ozml.debugger;

import org.jspecify.annotations.NullMarked;
