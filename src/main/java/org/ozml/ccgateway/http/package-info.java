/**
 * The HTTPS face of the agent gateway: brings orders of desktops to the centre and carries events
 * to them, by polling or push. What an interface is and may be given stands in the centre's one
 * table; here are paths, JSON, passwords, GUIDs and the certificate.
 *
 * <p>May use {@code ccgateway}, {@code server}, {@code server.access}, {@code configuration},
 * {@code call}, the web of {@code service.web}, and the JSON of {@code scenario}; the server hides
 * Jetty.
 */
@NullMarked
package org.ozml.ccgateway.http;

import org.jspecify.annotations.NullMarked;
