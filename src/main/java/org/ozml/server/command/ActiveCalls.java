package org.ozml.server.command;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.document.Command;
import org.ozml.listing.ActiveCall;
import org.ozml.pbx.PhoneSystem;

/**
 * ListActiveCalls. A switchboard's display asks for it all the time, so it is made once for all who
 * wait for it, and what does not change of a row is written once for each state of its call.
 */
final class ActiveCalls {
  private final PhoneSystem system;
  private final Map<Generation, Board> boards = new EnumMap<>(Generation.class);

  ActiveCalls(PhoneSystem system) {
    this.system = system;
    for (Generation each : Generation.values()) boards.put(each, new Board(each));
  }

  void list(Command command, Exchange exchange) {
    Board board = boards.get(exchange.generation());
    if (board == null) throw new IllegalStateException();
    CompletableFuture<byte[]> list = new CompletableFuture<>();
    board.waiting.add(list);
    system.board().loop().execute(board::write);
    // The loop is mostly idle, and then it has been written here; a client must not keep the loop.
    if (list.isDone()) {
      exchange.answer(list.join());
    } else {
      var unused = list.thenAcceptAsync(exchange::answer, exchange.threads());
    }
  }

  /** What there is of a row while the call stays in its state. */
  @SuppressWarnings("ArrayRecordComponent") // nobody else sees it
  private record Row(String state, String source, String destination, byte[] before, byte[] after) {
    boolean isOf(ActiveCall call) {
      return state.equals(call.callState())
          && source.equals(call.source())
          && destination.equals(call.destination());
    }
  }

  /** The list in the manner of one generation; but for the queue on the loop. */
  private final class Board {
    private final Queue<CompletableFuture<byte[]>> waiting = new ConcurrentLinkedQueue<>();
    private final Generation generation;
    private final Map<ActiveCall, Row> rows = new WeakHashMap<>();

    Board(Generation generation) {
      this.generation = generation;
    }

    void write() {
      if (waiting.isEmpty()) return; // somebody before has got the same
      byte[] list = Exchange.body(generation, Result.OK, this::calls);
      for (CompletableFuture<byte[]> one = waiting.poll(); one != null; one = waiting.poll()) {
        one.complete(list);
      }
    }

    private void calls(Xml xml) {
      Instant now = system.log().now();
      xml.open("ActiveCalls");
      for (ActiveCall call : system.log().active()) {
        Row row = row(call);
        xml.raw(row.before);
        durations(xml, call.ringDuration(now).toMillis(), call.talkDuration(now).toMillis());
        xml.raw(row.after);
      }
      xml.close("ActiveCalls");
    }

    private Row row(ActiveCall call) {
      @Nullable Row known = rows.get(call);
      if (known != null && known.isOf(call)) return known;
      Row made = generation == Generation.OLDER ? older(call) : newer(call);
      rows.put(call, made);
      return made;
    }

    private void durations(Xml xml, long ring, long talk) {
      xml.open("RingDuration");
      duration(xml, ring);
      xml.raw("</RingDuration><TalkDuration>");
      duration(xml, talk);
      xml.close("TalkDuration");
    }

    private void duration(Xml xml, long millis) {
      // A clock that is put back must not make it negative.
      if (generation == Generation.OLDER) xml.number(Math.max(0, millis) / 1000);
      else xml.thousandths(Math.max(0, millis));
    }

    private Row older(ActiveCall call) {
      String shown = call.callerName().isEmpty() ? call.callerId() : call.callerName();
      Xml before =
          new Xml()
              .open("CallInfo")
              .element("CallState", call.callState())
              .element("CallId", call.callId())
              .element("Source", call.source())
              .element("CallerId", shown)
              .element("Destination", call.destination())
              .element("StartTime", generation.callTime(call.startTime()));
      return row(call, before, new Xml().close("CallInfo"));
    }

    private Row newer(ActiveCall call) {
      Xml before =
          new Xml()
              .open("Call")
              .element("CallId", call.callId())
              .element("Source", call.source())
              .element("CallerId", call.callerId())
              .element("Destination", call.destination())
              .element("CallerDialed", call.dialed())
              .element("CalleeDialed", call.destination())
              .element("StartTime", generation.callTime(call.startTime()));
      return row(call, before, new Xml().element("CallState", call.callState()).close("Call"));
    }

    private static Row row(ActiveCall call, Xml before, Xml after) {
      return new Row(
          call.callState(), call.source(), call.destination(), before.toBytes(), after.toBytes());
    }
  }
}
