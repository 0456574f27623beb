package org.ozml.configuration;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact centre: who works there, what its queues are, and how desktops reach it.
 *
 * <pre>{@code
 * centre:
 *   calling-number: 40040
 *   recording: wav
 *   gateway: {listen: 0.0.0.0, port: 8043, authentication: dynamic, tls: {keystore: gw.p12, password: "${TLS}"}}
 *   queues:
 *     20: {name: voice, priority: 1, ring: 20s, wait: 5m}
 *   agents:
 *     101: {name: Ann, password: pbkdf2-sha256$..., skills: [20], group: sales, video: true}
 *   ivr:
 *     30001: {script: menu.xml}
 *   access-codes:
 *     10086: {queue: 20}
 *     10010: {ivr: 30001}
 *   outbound: {"": "0", "00": "000"}
 * }</pre>
 *
 * @param callingNumber the platform's default calling number, for calls to outside; may be empty
 * @param recording wav or mp3: what agents say with others is recorded; null: it is not
 * @param queues by id
 * @param agents by id
 * @param ivr what answers, by IVR access code
 * @param codes what customers dial, by system access code
 * @param outbound what is dialled before an outside number, by the beginning of the number; empty:
 *     the number goes to the dial plan as it is
 * @param gateway how desktops reach it
 */
public record Centre(
    String callingNumber,
    @Nullable String recording,
    Map<String, Queue> queues,
    Map<String, Agent> agents,
    Map<String, Extension> ivr,
    Map<String, Code> codes,
    Map<String, String> outbound,
    Gateway gateway) {

  /** Copies the maps; they keep their order. */
  public Centre {
    queues = copy(queues);
    agents = copy(agents);
    ivr = copy(ivr);
    codes = copy(codes);
    outbound = copy(outbound);
  }

  /** Returns the same whose gateway is on another port. */
  public Centre on(int port) {
    Gateway on =
        new Gateway(gateway.listen(), port, gateway.dynamic(), gateway.tls(), gateway.plain());
    return new Centre(callingNumber, recording, queues, agents, ivr, codes, outbound, on);
  }

  private static <T> Map<String, T> copy(Map<String, T> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * A skill queue.
   *
   * @param priority 1 is served first; an agent who has several skills takes the call of the queue
   *     that comes first, and within one the call that has waited longest
   * @param ring how long an agent's telephone rings before the call is offered on
   * @param patience how long a call may wait
   */
  public record Queue(String id, String name, int priority, Duration ring, Duration patience) {
    /** How long a telephone rings when nothing is said. */
    public static final Duration RING = Duration.ofSeconds(20);

    /** How long a call waits when nothing is said. */
    public static final Duration WAIT = Duration.ofMinutes(5);
  }

  /**
   * Somebody who works there.
   *
   * @param password its hash, as {@code ozml password} prints it; empty in scenarios, where nobody
   *     asks for it
   * @param skills ids of queues
   * @param group agents of one group may pick up for each other; empty: none
   * @param video whether the agent may sign in as a video agent
   */
  public record Agent(
      String id, String name, String password, Set<String> skills, String group, boolean video) {
    /** Copies the set; it keeps its order. */
    public Agent {
      skills = Collections.unmodifiableSet(new LinkedHashSet<>(skills));
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
      return id + " " + name + " " + skills;
    }
  }

  /**
   * A number that customers dial.
   *
   * @param kind what is behind it
   * @param target id of the queue, IVR access code, or agent
   * @param video whether its calls are video calls
   */
  public record Code(String number, Kind kind, String target, boolean video) {
    /** What can be behind it. */
    public enum Kind {
      QUEUE,
      IVR,
      AGENT;

      /** Returns it as it is written. */
      String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  /**
   * How desktops reach it.
   *
   * @param listen the address
   * @param port 8043 as documented; 0: any free one
   * @param dynamic whether GUIDs are renewed while an agent polls (AUTHMODE 2)
   * @param tls the certificate; null: one is generated and kept beside the store
   * @param plain whether it is HTTP without TLS, for laptops and load tests
   */
  public record Gateway(
      String listen, int port, boolean dynamic, Serving.@Nullable Tls tls, boolean plain) {
    /** On loopback, the documented port, dynamic authentication, a generated certificate. */
    public static final Gateway DEFAULT = new Gateway("127.0.0.1", 8043, true, null, false);
  }
}
