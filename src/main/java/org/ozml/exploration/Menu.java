package org.ozml.exploration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Element;
import org.ozml.document.Input;
import org.ozml.document.Place;
import org.ozml.document.Scope;
import org.ozml.document.UserInput;
import org.ozml.document.Value;

/** What can be pressed where keys are awaited. */
final class Menu {
  /** The beginning of an entry that a web application is asked about. */
  private static final String KEYS = "1234567890*#";

  /** The last digits are the first that menus leave free. */
  private static final String FREE = "9876543210*#";

  private final String who;
  private final Scope scope;

  /**
   * Makes it.
   *
   * @param who presses
   * @param scope the variables that keys may stand in
   */
  Menu(String who, Scope scope) {
    this.who = who;
    this.scope = scope;
  }

  /** Returns the entries that lead somewhere, each once, and one that no Input has. */
  List<Choice> entries(Element element) {
    if (element instanceof UserInput menu) return entries(menu);
    List<Choice> choices = new ArrayList<>();
    if (element instanceof org.ozml.document.Record record) {
      String keys = text(record.finishDigits());
      if (!keys.isEmpty()) choices.add(new Choice.Presses(who, keys.substring(0, 1), null));
    }
    return choices;
  }

  private List<Choice> entries(UserInput menu) {
    Map<String, Place> keys = new LinkedHashMap<>();
    for (Input input : menu.inputs()) {
      if (input.fault() == null) keys.putIfAbsent(text(input.key()), input.place());
    }
    keys.remove("");
    List<Choice> choices = new ArrayList<>();
    keys.forEach((key, place) -> choices.add(new Choice.Presses(who, key, place)));
    String back = text(menu.backKey());
    if (!back.isEmpty()) choices.add(new Choice.Presses(who, back.substring(0, 1), null));
    String other = other(menu, keys, back);
    if (other != null) choices.add(new Choice.Presses(who, other, null));
    return choices;
  }

  private @Nullable String other(UserInput menu, Map<String, Place> keys, String back) {
    boolean asks = menu.forwardToUrl() != null || menu.executeSql() != null;
    Function<String, Boolean> free =
        entry -> !keys.containsKey(entry) && (back.isEmpty() || !entry.startsWith(back));
    if (asks) {
      int length = length(menu);
      for (int from = 0; from < KEYS.length(); from++) {
        String entry = (KEYS + KEYS).substring(from).repeat(1 + length / KEYS.length());
        if (free.apply(entry.substring(0, length))) return entry.substring(0, length);
      }
      return null;
    }
    String prefix = null;
    for (int i = 0; i < FREE.length(); i++) {
      String entry = FREE.substring(i, i + 1);
      if (!free.apply(entry)) continue;
      if (keys.keySet().stream().noneMatch(one -> one.startsWith(entry))) return entry;
      prefix = entry;
    }
    return prefix;
  }

  private int length(UserInput menu) {
    Integer most = number(menu.maxDigits());
    if (most == null) most = number(menu.digits());
    if (most != null) return Math.max(1, most);
    return menu.inputs().stream().mapToInt(input -> text(input.key()).length()).max().orElse(1);
  }

  private @Nullable Integer number(@Nullable Value<Integer> value) {
    return value == null ? null : value.resolve(scope);
  }

  private String text(@Nullable Value<String> value) {
    String text = value == null ? null : value.resolve(scope);
    return text == null ? "" : text;
  }
}
