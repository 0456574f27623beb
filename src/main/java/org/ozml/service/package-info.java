/**
 * The world outside a call: one package for each thing that scripts reach, with the port that
 * commands use and its real implementations.
 *
 * <ul>
 *   <li>{@code web}: web applications
 *   <li>{@code message}: e-mail, SMS, connections, the outbox
 *   <li>{@code file}: the folders that scripts may touch, voicemails
 *   <li>{@code data}: databases: what scripts select, what the system keeps
 * </ul>
 *
 * <p>Every port answers later, on any thread, exactly once, and throws nothing for a neighbour that
 * misbehaves. These packages may use the JDK and the libraries that speak the protocols; they know
 * no package of ours outside of {@code service}.
 */
@NullMarked
package org.ozml.service;

import org.jspecify.annotations.NullMarked;
