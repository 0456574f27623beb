/**
 * The host in virtual time: scripted people, web applications that answer from a table. The same
 * world gives the same events, in the same order, at the same times, on every machine. A {@link
 * org.ozml.simulator.LiveNetwork} is the same in real time, with telephones that people operate.
 *
 * <p>May use {@code call}, {@code alarm}, {@code service} and {@code configuration}.
 */
@NullMarked
package org.ozml.simulator;

import org.jspecify.annotations.NullMarked;
