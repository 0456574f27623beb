/**
 * Exploration: every path that keys, silence, hang-ups and outcomes can take through a script, and
 * what is wrong on them. A path is a list of choices; it is told anew on a stage of its own each
 * time, for the core is deterministic, and equal states are told once.
 *
 * <p>May use {@code scenario} and what that uses, but no configuration.
 */
@NullMarked
package org.ozml.exploration;

import org.jspecify.annotations.NullMarked;
