package org.ozml.listing;

import java.time.Duration;
import java.time.Instant;

/**
 * A call in progress, as ListActiveCalls shows it, with the fields of both generations of the
 * manual.
 *
 * @param callId its id
 * @param source number of the calling party
 * @param callerId the number that the called party sees
 * @param callerName the name that the called party sees; may be empty
 * @param destination number of the called party
 * @param callerDialed what the calling party dialled
 * @param calleeDialed where that led to
 * @param startTime when it began to ring
 * @param ringDuration how long it has rung, or did
 * @param talkDuration how long it has been connected; zero when it is not yet
 * @param callState Ringing, InCall, Hold
 */
public record ActiveCall(
    String callId,
    String source,
    String callerId,
    String callerName,
    String destination,
    String callerDialed,
    String calleeDialed,
    Instant startTime,
    Duration ringDuration,
    Duration talkDuration,
    String callState) {}
