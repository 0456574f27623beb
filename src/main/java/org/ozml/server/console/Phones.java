package org.ozml.server.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Handsets;
import org.ozml.configuration.Extension;
import org.ozml.configuration.Numbers;

/** The telephones in pages: whose they are, and what is done at them. From any thread. */
final class Phones {
  private static final int LONGEST = 64;

  private final Handsets handsets;
  private final Supplier<Numbers> numbers;
  private final Map<String, Viewer> owners = new HashMap<>();

  Phones(Handsets handsets, Supplier<Numbers> numbers) {
    this.handsets = handsets;
    this.numbers = numbers;
  }

  /** Returns whose a telephone is; null: nobody's here. */
  synchronized @Nullable Viewer owner(String number) {
    return owners.get(number);
  }

  /** Returns all numbers, what is behind them, and whether a telephone is taken. */
  List<Map<String, @Nullable Object>> list() {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Extension one : numbers.get().extensions()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("number", one.number());
      json.put("what", what(one));
      json.put("phone", one instanceof Extension.Phone);
      json.put("taken", handsets.isHandset(one.number()));
      all.add(json);
    }
    return all;
  }

  private static String what(Extension one) {
    if (one instanceof Extension.Script script) return script.file().getFileName().toString();
    if (one instanceof Extension.Folder folder) {
      return folder.folder().getFileName() + "/" + Extension.Folder.FIRST;
    }
    if (one instanceof Extension.Web web) return web.url().replaceFirst("[?#].*", "");
    return one instanceof Extension.Echo ? "echo test" : "telephone";
  }

  /**
   * Does what somebody wants at a telephone of a page.
   *
   * @param act register, unregister, call, answer, press, hold, hangup, heard
   * @param what a number, keys, on or off, or the id of a sound
   * @return whether it could be done
   */
  CompletableFuture<Boolean> act(Viewer viewer, String number, String act, String what) {
    if (act.equals("register")) return done(register(viewer, number));
    if (owner(number) != viewer || what.length() > LONGEST) return done(false);
    if (act.equals("call") && !isTelephone(number)) return done(false); // not any more
    switch (act) {
      case "unregister" -> {
        return done(unregister(viewer, number));
      }
      case "call" -> {
        return handsets.call(number, what);
      }
      case "answer" -> {
        return handsets.answer(number);
      }
      case "press" -> {
        return handsets.press(number, what);
      }
      case "hold" -> {
        return handsets.hold(number, what.equals("on"));
      }
      case "hangup" -> {
        return handsets.hangUp(number);
      }
      case "heard" -> {
        return done(heard(number, what));
      }
      default -> {
        return done(false);
      }
    }
  }

  private static CompletableFuture<Boolean> done(boolean good) {
    return CompletableFuture.completedFuture(good);
  }

  private boolean heard(String number, String play) {
    if (!play.matches("\\d{1,18}")) return false;
    handsets.heard(number, Long.parseLong(play));
    return true;
  }

  private synchronized boolean register(Viewer viewer, String number) {
    if (owners.get(number) == viewer) return true;
    if (!isTelephone(number)) return false;
    if (viewer.isGone() || !handsets.register(number)) return false;
    owners.put(number, viewer);
    return true;
  }

  private boolean isTelephone(String number) {
    return numbers.get().extension(number) instanceof Extension.Phone;
  }

  private synchronized boolean unregister(Viewer viewer, String number) {
    if (!owners.remove(number, viewer)) return false;
    handsets.unregister(number);
    return true;
  }

  /** A page is gone, and nobody sits at its telephones any more. */
  void leave(Viewer viewer) {
    List<String> its;
    synchronized (this) {
      its = owners.keySet().stream().filter(number -> owners.get(number) == viewer).toList();
    }
    its.forEach(number -> unregister(viewer, number));
  }
}
