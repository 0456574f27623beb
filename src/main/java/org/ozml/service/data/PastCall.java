package org.ozml.service.data;

import java.time.Duration;
import java.time.Instant;

/**
 * A call that has ended, as ListCallHistory shows it.
 *
 * @param startTime when it began to ring
 * @param ringDuration to the millisecond
 * @param talkDuration to the millisecond; zero when it was never answered
 * @param direction Internal, External, Inbound, Outbound
 * @param source number of the calling party
 * @param destination number of the called party
 * @param state how it ended: CallerHungUp, CalleeHungUp, TransferCompleted, Busy ...
 * @param dialed the number that was dialled
 * @param callerId the number that the called party saw
 * @param callerName the name that the called party saw; may be empty
 * @param type Audio
 * @param callId its id
 */
public record PastCall(
    Instant startTime,
    Duration ringDuration,
    Duration talkDuration,
    String direction,
    String source,
    String destination,
    String state,
    String dialed,
    String callerId,
    String callerName,
    String type,
    String callId) {}
