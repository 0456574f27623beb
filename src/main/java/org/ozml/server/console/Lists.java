package org.ozml.server.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Extension;
import org.ozml.configuration.Outside;
import org.ozml.coverage.Coverage;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.ScriptEvent;
import org.ozml.pbx.PhoneSystem;
import org.ozml.pbx.Scripts;
import org.ozml.picture.Charts;
import org.ozml.picture.Svg;
import org.ozml.server.Parameters;
import org.ozml.service.data.CallTable;
import org.ozml.service.data.Page;
import org.ozml.service.data.PastCall;
import org.ozml.service.message.MessageStore.Stored;

/** What a page asks for: lists, pictures. The methods block, unless they say otherwise. */
final class Lists {
  private static final int ROWS = 50;
  private static final int MOST_PAGES = 1_000_000;

  private final PhoneSystem system;
  private final Outside outside;
  private final Books books;

  Lists(PhoneSystem system, Outside outside, Books books) {
    this.system = system;
    this.outside = outside;
    this.books = books;
  }

  private static Page page(Parameters asked) {
    String page = asked.text("page");
    int number = page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
    return new Page(Math.min(number, MOST_PAGES), ROWS);
  }

  /** Calls that have ended, the latest first. */
  Object history(Parameters asked) {
    CallTable.Filter filter =
        new CallTable.Filter(
            null,
            asked.text("direction"),
            asked.text("source"),
            asked.text("destination"),
            "",
            asked.text("state"),
            "",
            "",
            "",
            asked.text("text"));
    Page page = page(asked);
    Page.Of<PastCall> found = outside.history().latest(filter, page);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (PastCall call : found.rows()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("id", call.callId());
      json.put("began", call.startTime().toEpochMilli());
      json.put("rang", call.ringDuration().toMillis());
      json.put("talked", call.talkDuration().toMillis());
      json.put("direction", call.direction());
      json.put("source", call.source());
      json.put("destination", call.destination());
      json.put("dialed", call.dialed());
      json.put("state", call.state());
      rows.add(json);
    }
    return paged(page, found.total(), rows);
  }

  /** Messages in and out, the latest first; of how many there are nothing is said. */
  Object messages(Parameters asked) {
    Page page = page(asked);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Stored one : outside.messages().latest(page)) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("id", one.id());
      json.put("created", one.created().toEpochMilli());
      json.put("kind", word(one.kind().name()));
      json.put("in", one.folder().equals("inbox"));
      json.put("from", one.sender());
      json.put("to", one.recipient().isEmpty() ? one.connection() : one.recipient());
      json.put("subject", one.subject());
      json.put("text", one.text());
      json.put("state", word(one.state().name()));
      json.put("attempts", one.attempts());
      json.put("reason", one.reason());
      rows.add(json);
    }
    return paged(page, -1, rows);
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }

  private static Map<String, @Nullable Object> paged(Page page, int total, Object rows) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("page", page.number());
    json.put("size", page.rows());
    json.put("total", total);
    json.put("rows", rows);
    return json;
  }

  /** The scripts on disk and what is to be said of them; does not block. */
  Object scripts() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Scripts.Shelved one : system.scripts().all()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("name", one.file().toString());
      json.put("usable", one.used() != null);
      json.put("refused", one.refused());
      json.put("numbers", numbers(one));
      json.put(
          "findings",
          one.findings().stream()
              .map(
                  found -> {
                    Map<String, @Nullable Object> finding = new LinkedHashMap<>();
                    finding.put("severity", found.rule().severity().word());
                    finding.put("rule", found.rule().name());
                    finding.put("line", found.position().line());
                    finding.put("column", found.position().column());
                    finding.put("message", found.message());
                    finding.put("advice", found.advice());
                    return finding;
                  })
              .toList());
      all.add(json);
    }
    return all;
  }

  private List<String> numbers(Scripts.Shelved one) {
    return system.numbers().extensions().stream()
        .filter(
            extension ->
                (extension instanceof Extension.Script script && script.file().equals(one.file()))
                    || (extension instanceof Extension.Folder folder
                        && folder.folder().resolve(Extension.Folder.FIRST).equals(one.file())))
        .map(Extension::number)
        .toList();
  }

  /** What has happened in a call until now; null: it is not known. */
  @Nullable Object story(String call, Runnable before) {
    Books.Story story = books.story(call, before);
    if (story == null) return null;
    Map<String, @Nullable Object> json = new LinkedHashMap<>(story.row().json());
    json.put("hostBegan", story.began() / 1e9);
    json.put("events", story.entries().stream().map(Viewers::json).toList());
    return json;
  }

  /**
   * The picture of a document, with what a call took of it drawn over; null: there is none.
   *
   * @param call empty: of none
   */
  @Nullable String picture(String name, String call) {
    Books.Story story = call.isEmpty() ? null : books.story(call, () -> {});
    List<Books.Entry> entries = story == null ? List.of() : story.entries();
    Document document = document(name, entries);
    if (document == null || document.response() == null) return null;
    if (entries.isEmpty()) return Svg.inPage(Charts.of(List.of(document), null, null, null));
    Coverage taken = Coverage.ofTrace(entries.stream().map(Books.Entry::event).toList());
    return Svg.inPage(Charts.of(List.of(document), null, null, taken::counts));
  }

  private @Nullable Document document(String name, List<Books.Entry> entries) {
    for (Books.Entry entry : entries) {
      if (!(entry.event() instanceof ScriptEvent.Answered answer)) continue;
      String text = answer.text();
      if (text == null || !name.equals(answer.source())) continue;
      return new DocumentReader(Limits.DEFAULT).read(name, text.getBytes(StandardCharsets.UTF_8));
    }
    for (Scripts.Shelved one : system.scripts().all()) {
      if (one.used() != null && one.used().source().name().equals(name)) return one.used();
    }
    return null;
  }
}
