/**
 * What those need who run a system: figures for Prometheus, health, the log, and the files that
 * were recorded. All of it only looks; nothing here changes a call.
 *
 * <p>May use {@code server}, {@code server.access}, {@code pbx}, {@code call}, {@code interpreter},
 * {@code document} (for the names of commands), {@code service} and Jetty.
 */
@NullMarked
package org.ozml.server.operation;

import org.jspecify.annotations.NullMarked;
