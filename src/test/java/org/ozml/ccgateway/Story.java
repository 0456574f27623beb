package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an agent was told as a desktop would, from sign-in on, and holds it to what a desktop
 * has to rely on: the reference, section 4.2, and the order that {@link Lines} promises.
 */
final class Story {
  /** Whoever leaves while a transfer goes on is told, too, what has come of it. */
  private static final Set<String> AFTER_RELEASE =
      Set.of("Customer_Release", "StopRecordDone", "SuccTransResult");

  private static final Set<String> STATES = Set.of("Ready", "SetNotReady_Success", "Work");

  private final List<AgentEvent> events;
  private final Set<String> open = new HashSet<>();
  private final Set<String> connected = new HashSet<>();
  private final Set<String> over = new HashSet<>();
  private final Map<Object, String> records = new HashMap<>();
  private boolean busy;
  private boolean alerting;
  private boolean offHook;
  private String previous = "";
  private String next = "";

  private Story(List<AgentEvent> events) {
    this.events = events;
  }

  /** The story is sound, and at its end the agent has nothing to do. */
  static void assertSound(List<AgentEvent> events) {
    Story story = new Story(events);
    story.read();
    story.ends();
  }

  private void read() {
    for (int i = 0; i < events.size(); i++) {
      next = i + 1 < events.size() ? type(events.get(i + 1)) : "";
      AgentEvent event = events.get(i);
      try {
        read(type(event), event);
      } catch (AssertionError e) {
        throw new AssertionError("%s is not sound in %s".formatted(words(event), words()), e);
      }
      previous = type(event);
    }
  }

  private void ends() {
    assertThat(busy).as("busy at the end: %s", words()).isFalse();
    assertThat(open).as("calls that are not over: %s", words()).isEmpty();
    assertThat(records).as("recordings that are not over: %s", words()).isEmpty();
  }

  private List<String> words() {
    return events.stream().map(Story::words).toList();
  }

  private static String words(AgentEvent event) {
    String id = id(event.content());
    double at = event.at() / 1e9;
    return "%.0f s %s%s".formatted(at, type(event), id == null ? "" : " " + id);
  }

  private static String type(AgentEvent event) {
    return event.eventType().replaceFirst("Agent(Event|State|Other|MediaEvent)_", "");
  }

  private void read(String type, AgentEvent event) {
    String id = id(event.content());
    if (over.contains(id)) assertThat(AFTER_RELEASE).contains(type);
    switch (type) {
      case "InService" -> assertThat(previous).isEmpty();
      case "Busy" -> {
        assertThat(busy).isFalse();
        busy = true;
      }
      case "PhoneAlerting" -> {
        assertThat(busy && !alerting && !offHook).isTrue();
        alerting = true;
      }
      case "PhoneOffhook" -> {
        assertThat(busy && !offHook).isTrue();
        offHook = true;
      }
      case "Ringing", "Auto_Answer" -> {
        assertThat(offHook).isTrue();
        assertThat(open.add(known(id))).isTrue();
        assertThat(next).isEqualTo("Incoming_CallInfo");
      }
      case "Incoming_CallInfo" -> assertThat(previous).isIn("Ringing", "Auto_Answer");
      case "Customer_Alerting" -> {
        assertThat(offHook).isTrue();
        open.add(known(id));
      }
      case "Talking" -> {
        assertThat(offHook).isTrue();
        open.add(known(id));
        connected.add(known(id));
      }
      case "Hold", "Conference" -> {
        open.add(known(id));
        connected.add(known(id));
      }
      case "SuccTransResult" -> assertThat(open.contains(known(id)) || over.contains(id)).isTrue();
      case "ReturnFromIvr" -> {
        assertThat(connected).contains(known(id));
        assertThat(next).isEqualTo("Talking");
      }
      case "Record" -> {
        assertThat(connected).contains(known(id));
        assertThat(records).doesNotContainValue(known(id));
        records.put(task(event), known(id));
      }
      case "StopRecordDone" -> {
        assertThat(records).containsKey(task(event));
        records.remove(task(event));
      }
      case "Call_Release" -> {
        open.remove(known(id));
        over.add(known(id));
      }
      case "Call_Out_Fail", "Inside_Call_Fail", "No_Answer", "Consult_Fail" -> {
        open.remove(known(id));
        over.add(known(id));
      }
      case "Connect_Fail" -> {
        // The call goes on when a transfer has failed.
        if (!connected.contains(known(id))) over.add(known(id));
      }
      case "Customer_Release" -> {
        if (previous.equals("Call_Release")) return;
        assertThat(offHook || alerting).isTrue();
        open.remove(known(id)); // unless it is heard of again
      }
      case "PhoneRelease" -> {
        assertThat(offHook || alerting).isTrue();
        offHook = false;
        alerting = false;
        assertThat(records).isEmpty();
        assertThat(STATES).contains(next);
      }
      case "Ready", "SetNotReady_Success", "Work" -> {
        assertThat(offHook || alerting).isFalse();
        busy = false;
        connected.clear();
      }
      case "CancelNotReady_Success" -> assertThat(busy).isFalse();
      default -> throw new AssertionError("not expected");
    }
  }

  private static String known(@Nullable String id) {
    return Objects.requireNonNull(id, "it names no call");
  }

  private static Object task(AgentEvent event) {
    return Objects.requireNonNull(
        ((Map<?, ?>) Objects.requireNonNull(event.content())).get("taskId"));
  }

  /** Returns the call that an event is of; null: of none. */
  private static @Nullable String id(@Nullable Object content) {
    if (content instanceof String id) return id;
    if (!(content instanceof Map<?, ?> map)) return null;
    Object id = map.containsKey("callid") ? map.get("callid") : map.get("callId");
    return (String) id;
  }
}
