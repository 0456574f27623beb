package org.ozml.ccgateway.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.ozml.call.Switchboard;
import org.ozml.ccgateway.Agent;
import org.ozml.ccgateway.Centre;
import org.ozml.ccgateway.Interface;
import org.ozml.configuration.Serving;
import org.ozml.server.Server;
import org.ozml.server.access.Access;
import org.ozml.server.access.AccessRules;
import org.ozml.server.access.Networks;
import org.ozml.server.access.PasswordHash;
import org.ozml.server.access.Right;
import org.ozml.service.web.HttpFetcher;

/** The agent gateway of a centre on a port of its own, as desktops reach it. */
public final class Gateway implements AutoCloseable {
  /** Call-associated data of 16 KB, each byte of it written as it takes most, and the rest. */
  private static final int LARGEST_BODY = 128 << 10;

  private final Server server;
  private final Access agents;

  /**
   * Around a gateway.
   *
   * @param board where the centre is
   * @param loop where things are done at the host's time
   * @param web what events are pushed with
   * @param networks from where requests are answered
   * @param limits how much it takes on; its bodies are smaller
   * @param folder where a certificate is kept when none is given
   */
  public record Surroundings(
      Switchboard board,
      Executor loop,
      HttpFetcher web,
      Networks networks,
      Serving.Limits limits,
      Path folder) {}

  /**
   * Opens a gateway, which answers from now on.
   *
   * @throws IOException when its port is taken, or there is no key; says what to do
   */
  public static Gateway open(Centre centre, Surroundings around) throws IOException {
    Gateway gateway = new Gateway(centre, around);
    try {
      gateway.server.start();
    } catch (IOException e) {
      gateway.close();
      throw new IOException(
          "agent gateway: %s; see 'gateway:' under 'centre:'".formatted(e.getMessage()), e);
    }
    return gateway;
  }

  private Gateway(Centre centre, Surroundings around) throws IOException {
    Serving serving = serving(centre.plan().gateway(), around);
    agents = new Access(rules(centre.plan(), around.networks()), InstantSource.system());
    Desktops desktops =
        new Desktops(centre, around.board(), around.loop(), around.web()::post, Agent::signOut);
    List<Interface> all = new ArrayList<>(centre.interfaces());
    all.addAll(desktops.interfaces());
    GatewaySite site = new GatewaySite(centre, new Table(all), desktops, around.loop(), agents);
    server = new Server(serving, agents, Map.of("", site));
  }

  private static Serving serving(org.ozml.configuration.Centre.Gateway gateway, Surroundings around)
      throws IOException {
    Serving.Tls given = gateway.tls();
    Serving.Tls tls = null;
    if (!gateway.plain()) {
      tls = given == null ? Certificate.in(around.folder()).tls(gateway.listen()) : given;
    }
    Serving.Limits limits = around.limits();
    return new Serving(
        gateway.listen(),
        -1,
        gateway.port(),
        "",
        tls,
        new Serving.Limits(
            limits.calls(),
            limits.connections(),
            limits.requests(),
            LARGEST_BODY,
            limits.arrival()),
        Serving.DEFAULT.stopAfter());
  }

  /** Agents may do what their interfaces let them; there is only one right to ask for. */
  private static AccessRules rules(org.ozml.configuration.Centre plan, Networks networks) {
    Map<String, AccessRules.User> users = new HashMap<>();
    plan.agents()
        .forEach(
            (id, agent) ->
                users.put(
                    id,
                    new AccessRules.User(
                        PasswordHash.parse(agent.password()), Set.of(Right.CALLS))));
    return new AccessRules(users, networks);
  }

  /** Takes on other passwords and networks, for sign-ins and requests from now on. */
  public void configure(org.ozml.configuration.Centre plan, Networks networks) {
    agents.rules(rules(plan, networks));
  }

  /** Returns what paths of interfaces stand behind, such as https://127.0.0.1:8043. */
  public String url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
    agents.close();
  }
}
