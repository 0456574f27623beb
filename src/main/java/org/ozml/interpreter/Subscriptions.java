package org.ozml.interpreter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what happens outside of any script (language notes, section 6). RoutingInterception
 * is not among them: it is a {@link RoutingScript}.
 *
 * @param callChanged told of each state of each call, and answers with a script that acts on it;
 *     null: nobody
 * @param incomingSms told of an SMS that nobody waits for, by API extension
 */
public record Subscriptions(@Nullable String callChanged, Map<String, String> incomingSms) {
  /** Nobody is told anything. */
  public static final Subscriptions NONE = new Subscriptions(null, Map.of());

  /** Copies the map. */
  public Subscriptions {
    incomingSms = Map.copyOf(incomingSms);
  }

  @Nullable String incomingSms(String extension) {
    return incomingSms.get(extension);
  }
}
