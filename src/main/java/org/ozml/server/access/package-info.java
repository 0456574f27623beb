/**
 * Who may do what over HTTP: addresses, users with hashed passwords, rights, the limit on guessing,
 * and the console's logins (OzML HTTP API, 1.2 and 1.5). Knows nothing of HTTP itself.
 *
 * <p>May use results of {@code call}, the address ranges of {@code service.web}, and the JDK.
 */
@NullMarked
package org.ozml.server.access;

import org.jspecify.annotations.NullMarked;
