/**
 * Who talks to whom: calls, their parties, states and transfers, as a state machine without
 * threads, clock or protocol. A host implements {@link org.ozml.call.Host} and reports what
 * happens; the {@link org.ozml.call.Switchboard} does the rest.
 *
 * <p>May use the JDK.
 */
@NullMarked
package org.ozml.call;

import org.jspecify.annotations.NullMarked;
