/**
 * Alarms over a telephone line: Ademco Contact ID (SIA DC-05-1999.09). What an alarm says is {@link
 * org.ozml.alarm.ContactId}; the two ends of the line are {@link org.ozml.alarm.Transmission} and
 * {@link org.ozml.alarm.Reception}, state machines without line, clock or thread.
 *
 * <p>May use {@code call}.
 */
@NullMarked
package org.ozml.alarm;

import org.jspecify.annotations.NullMarked;
