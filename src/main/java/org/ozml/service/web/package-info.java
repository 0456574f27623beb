/**
 * The port to web applications and its real implementation: notifications go out, documents come
 * back.
 *
 * <p>May use the JDK and the HTTP client, which is loaded when it is first needed; knows no other
 * package of ours.
 */
@NullMarked
package org.ozml.service.web;

import org.jspecify.annotations.NullMarked;
