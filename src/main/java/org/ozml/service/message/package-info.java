/**
 * Messages that scripts send and wait for: e-mail, SMS, named connections, mailboxes.
 *
 * <p>May use the JDK, the other packages of {@code service} and the libraries that speak SMTP and
 * SMPP; a library is touched by one class only and loaded when it is first needed.
 */
@NullMarked
package org.ozml.service.message;

import org.jspecify.annotations.NullMarked;
