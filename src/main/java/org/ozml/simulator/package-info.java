/**
 * The host in virtual time: scripted people, web applications that answer from a table. The same
 * world gives the same events, in the same order, at the same times, on every machine.
 *
 * <p>May use {@code call}, {@code alarm} and {@code service}.
 */
@NullMarked
package org.ozml.simulator;

import org.jspecify.annotations.NullMarked;
