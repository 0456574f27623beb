/**
 * The HTTP side of a phone system: connections, limits, TLS, and who may come in. What it offers
 * are {@link org.ozml.server.Site sites}: the commands, the console, recordings, health.
 *
 * <p>May use {@code server.access}, {@code configuration}, {@code call} and Jetty.
 */
@NullMarked
package org.ozml.server;

import org.jspecify.annotations.NullMarked;
