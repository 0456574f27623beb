/**
 * How each command runs: one handler a command, and {@link org.ozml.command.Commands}, the table.
 *
 * <p>May use {@code interpreter}, {@code document}, {@code call}, {@code alarm} and {@code
 * service}.
 */
@NullMarked
package org.ozml.command;

import org.jspecify.annotations.NullMarked;
