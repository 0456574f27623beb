/**
 * What a system consists of, written in YAML: the one file that says which connections, folders and
 * databases there are. What is wrong with it is said with file, line and column, as with a script.
 *
 * <p>May use {@code service}.
 */
@NullMarked
package org.ozml.configuration;

import org.jspecify.annotations.NullMarked;
