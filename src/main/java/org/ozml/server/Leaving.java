package org.ozml.server;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Notices that somebody goes who waits for an answer. Jetty does not read a connection before it
 * has answered what came last, so it would notice with the answer, and where the network takes that
 * all the same, never. Here somebody else is interested in what comes next meanwhile, without
 * reading it.
 */
final class Leaving implements Callback {
  private final AtomicBoolean over = new AtomicBoolean();
  private final Runnable told;
  private final @Nullable AbstractEndPoint wire;

  private Leaving(@Nullable AbstractEndPoint wire, Runnable told) {
    this.wire = wire;
    this.told = told;
  }

  static Leaving watch(Request request, Runnable told) {
    EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
    AbstractEndPoint wire = end instanceof AbstractEndPoint one ? one : null;
    Leaving leaving = new Leaving(wire, told);
    if (wire != null) wire.tryFillInterested(leaving);
    return leaving;
  }

  /** The end of the stream, or more of it. */
  @Override
  public void succeeded() {
    if (over.compareAndSet(false, true)) told.run();
  }

  /** The connection has broken. */
  @Override
  public void failed(@Nullable Throwable cause) {
    succeeded();
  }

  /** Leaves the connection to Jetty again, which must find nobody else interested. */
  void end() {
    if (over.compareAndSet(false, true) && wire != null) {
      wire.getFillInterest().onFail(new CancellationException());
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
