package org.ozml.ccgateway;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;

/**
 * Something that an agent's desktop is told. Source: CC-Gateway reference, section 4.2.
 *
 * @param at nanoseconds on the host's clock
 * @param workNo the agent
 * @param eventType such as AgentEvent_Talking
 * @param content null, a call id, or a map of texts and numbers
 */
public record AgentEvent(long at, String workNo, String eventType, @Nullable Object content)
    implements TraceEvent {
  /** Returns the id of the call that it tells of; empty: of none. */
  public String callId() {
    if (content instanceof String id) return id;
    if (!(content instanceof Map<?, ?> fields)) return "";
    Object id = fields.containsKey("callid") ? fields.get("callid") : fields.get("callId");
    return id == null ? "" : id.toString();
  }

  /** Returns the event object of a polling reply, which is also the body of a push. */
  public Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("eventType", eventType);
    body.put("workNo", workNo);
    body.put("content", content);
    return body;
  }
}
