/**
 * A whole installation, as one configuration describes it: the phone system on its telephones, what
 * lies outside of calls, and the HTTP server with its sites. What is put together here does not
 * know each other.
 *
 * <p>May use {@code pbx}, {@code server}, {@code configuration}, {@code call}, {@code interpreter},
 * {@code listing}, {@code service}, {@code ccgateway}, and a host: {@code simulator}.
 */
@NullMarked
package org.ozml.installation;

import org.jspecify.annotations.NullMarked;
