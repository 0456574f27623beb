/**
 * Databases: what scripts select from, and what the system keeps of calls, messages, alarms and
 * people.
 *
 * <p>May use the JDK, the other packages of {@code service} and the libraries that speak to
 * databases.
 */
@NullMarked
package org.ozml.service.data;

import org.jspecify.annotations.NullMarked;
