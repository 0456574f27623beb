package org.ozml.ccgateway;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;

/** The sheets of the calls in progress. Ids are seconds since 1970 and a number, as documented. */
final class CallSheets {
  private final Centre centre;
  private final Map<Call, CallSheet> sheets = new LinkedHashMap<>();
  private final Map<String, CallSheet> byId = new HashMap<>();
  private long number;

  CallSheets(Centre centre) {
    this.centre = centre;
  }

  /** Returns the sheet of a call; makes it when it is needed first. */
  CallSheet of(Call call) {
    CallSheet known = sheets.get(call);
    if (known != null) return known;
    CallSheet made = new CallSheet(call, newId(), centre.clock().millis());
    made.video(centre.isVideo(call.dialed()));
    sheets.put(call, made);
    byId.put(made.id(), made);
    return made;
  }

  /** Returns the sheet of a call when there is one. */
  @Nullable CallSheet known(Call call) {
    return sheets.get(call);
  }

  /** Returns the sheet with an id; null when there is none. */
  @Nullable CallSheet byId(String id) {
    return byId.get(id);
  }

  /** Returns who is at a number in a call, as desktops know it: an agent, or an outside number. */
  String shown(CallSheet sheet, String number) {
    return centre.shown(sheet.number(number));
  }

  Collection<CallSheet> all() {
    return sheets.values();
  }

  /** Makes an id; it is never used again. */
  String newId() {
    return centre.clock().instant().getEpochSecond() + "-" + ++number;
  }

  /** Forgets a call that has ended. */
  void remove(CallSheet sheet) {
    sheets.remove(sheet.call());
    byId.remove(sheet.id());
  }
}
