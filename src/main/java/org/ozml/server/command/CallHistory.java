package org.ozml.server.command;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Result;
import org.ozml.document.ListCallHistory;
import org.ozml.service.data.CallTable;
import org.ozml.service.data.Page;
import org.ozml.service.data.PastCall;

/** ListCallHistory, which the older manual calls GetCallHistory. Blocks. */
final class CallHistory {
  /** As the manual's, also without a time, and with a T between. */
  private static final DateTimeFormatter FROM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd[[ ]['T']HH:mm[:ss]]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter(Locale.ROOT);

  private final CallTable calls;

  CallHistory(CallTable calls) {
    this.calls = calls;
  }

  void list(ListCallHistory command, Exchange exchange) {
    Page page = Paging.page(command.pageNumber(), command.rowsPerPage());
    if (page == null) {
      exchange.answer(Result.invalidParameter("RowsPerPage", command.name()));
      return;
    }
    Instant from;
    try {
      from = from(exchange.parameter("From"));
    } catch (DateTimeParseException e) {
      exchange.answer(Result.invalidParameter("From", command.name()));
      return;
    }
    Page.Of<PastCall> found = calls.list(filter(exchange, from), page);
    boolean older = exchange.generation() == Generation.OLDER;
    String list = older ? "Calls" : "CallHistory";
    exchange.answer(
        Result.OK,
        xml -> {
          xml.element(older ? "NumberOfCalls" : "TotalRecords", found.total()).open(list);
          found.rows().forEach(call -> row(call, xml));
          xml.close(list);
        });
  }

  private static @Nullable Instant from(String text) {
    return text.isEmpty()
        ? null
        : LocalDateTime.parse(text, FROM).atZone(ZoneId.systemDefault()).toInstant();
  }

  private static CallTable.Filter filter(Exchange given, @Nullable Instant from) {
    return new CallTable.Filter(
        from,
        given.parameter("Direction"),
        given.parameter("Source"),
        given.parameter("Destination"),
        given.parameter("Dialed"),
        given.parameter("State"),
        given.parameter("CallerId"),
        given.parameter("CallId"),
        given.parameter("Type"),
        given.parameter("General"));
  }

  private static void row(PastCall call, Xml xml) {
    xml.open("Call")
        .element("StartTime", Generation.time(call.startTime()))
        .element("Direction", call.direction())
        .element("Source", call.source())
        .element("Destination", call.destination())
        .element("State", call.state())
        .element("Dialed", call.dialed())
        .element("CallerId", call.callerId())
        .element("Type", call.type())
        .element("CallId", call.callId())
        .close("Call");
  }
}
