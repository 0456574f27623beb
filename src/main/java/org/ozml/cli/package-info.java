/**
 * The command line: one class for each subcommand, all of them made of what {@link
 * org.ozml.cli.Shell} gives. The only user of the standard streams.
 *
 * <p>May use everything.
 */
@NullMarked
package org.ozml.cli;

import org.jspecify.annotations.NullMarked;
