package org.ozml.server.console;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Place;

/**
 * A call as the list shows it, at one moment.
 *
 * @param began when it began to ring
 * @param since when it came into its state
 * @param ended whether that is its end
 * @param place where its script is; null: there is none
 * @param doing what the script does there, in a word or two; empty: nothing
 * @param version a later one has a greater number, among all calls
 */
record Row(
    String id,
    String caller,
    String callee,
    String state,
    Instant began,
    Instant since,
    boolean ended,
    @Nullable Place place,
    String doing,
    long version) {

  Row in(String next, Instant now, boolean over, long number) {
    return new Row(id, caller, callee, next, began, now, over, place, doing, number);
  }

  Row with(String from, String to, long number) {
    return new Row(id, from, to, state, began, since, ended, place, doing, number);
  }

  Row at(@Nullable Place now, String what, long number) {
    return new Row(id, caller, callee, state, began, since, ended, now, what, number);
  }

  /** Whether a text, in lower case, stands in what is shown. */
  boolean has(String text) {
    if (text.isEmpty()) return true;
    String all =
        id + ' ' + caller + ' ' + callee + ' ' + state + ' ' + (place == null ? "" : place);
    return all.toLowerCase(Locale.ROOT).contains(text);
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("caller", caller);
    json.put("callee", callee);
    json.put("state", state);
    json.put("began", began.toEpochMilli());
    json.put("since", since.toEpochMilli());
    json.put("ended", ended);
    if (place != null) {
      json.put("document", place.document());
      json.put("line", place.line());
    }
    json.put("doing", doing);
    return json;
  }
}
