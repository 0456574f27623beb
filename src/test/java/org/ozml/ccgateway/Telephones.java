package org.ozml.ccgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ozml.call.Leg;
import org.ozml.call.Watcher;

/** Tells agents what their telephones do, as their lines will. */
final class Telephones implements Watcher {
  private final Centre centre;
  private final Map<Leg, Agent> whose = new HashMap<>();
  private final Set<Leg> talked = new HashSet<>();

  Telephones(Centre centre) {
    this.centre = centre;
  }

  @Override
  public void leg(Leg leg) {
    switch (leg.state()) {
      case DIALLING, OFFERED -> {
        Agent agent = centre.at(leg.number());
        if (agent == null || whose.put(leg, agent) != null) return;
        assertThat(whose.values().stream().filter(agent::equals))
            .as("calls at " + agent)
            .hasSize(1);
        agent.occupied();
      }
      case UP -> talked.add(leg);
      case ENDED -> {
        Agent agent = whose.remove(leg);
        if (agent == null) return;
        if (talked.remove(leg)) agent.free();
        else agent.calledOff();
      }
      default -> {}
    }
  }
}
