/**
 * Ports to the world outside a call, such as web applications, with their real implementations.
 *
 * <p>May use the JDK and the libraries that speak the protocols; knows no other package of ours. A
 * library is touched by one class of this package only and loaded when it is first needed.
 */
@NullMarked
package org.ozml.service;

import org.jspecify.annotations.NullMarked;
