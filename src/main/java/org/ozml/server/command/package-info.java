/**
 * The HTTP form of the commands, in both generations of the manual (OzML HTTP API, 1 and 4.2 to
 * 4.4; data and messaging, 1 and 4): {@code command=...} in a query or a form, XML as the answer.
 *
 * <p>{@link org.ozml.server.command.HttpCommands} is the one table of what exists.
 *
 * <p>May use {@code server}, {@code server.access}, {@code pbx}, {@code listing}, {@code
 * interpreter}, {@code document}, {@code call}, {@code configuration}, {@code service} and Jetty's
 * names of headers.
 */
@NullMarked
package org.ozml.server.command;

import org.jspecify.annotations.NullMarked;
