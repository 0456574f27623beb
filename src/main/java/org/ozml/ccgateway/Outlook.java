package org.ozml.ccgateway;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.CallState;
import org.ozml.call.Leg;
import org.ozml.call.Loop;
import org.ozml.call.Seat;
import org.ozml.call.Watcher;

/**
 * Watches the switchboard, and has every agent look whose telephone something may have changed for:
 * once for all that one event brings about, and after those who have ordered something were told
 * what came of it.
 */
final class Outlook implements Watcher {
  /** Where something changes without end, agents are told all the same. */
  private static final int MOST_PUTTING_OFF = 20;

  private final Centre centre;

  /** Whose a connection is stays so to its end, whoever signs in or out meanwhile. */
  private final Map<Leg, Agent> whose = new HashMap<>();

  private final Set<Agent> concerned = new LinkedHashSet<>();
  private final Set<CallSheet> ended = new LinkedHashSet<>();
  private boolean planned;
  private long changes;
  private int puttingOff;

  Outlook(Centre centre) {
    this.centre = centre;
  }

  @Override
  public void leg(Leg leg) {
    concernsOwner(leg);
    Call call = leg.ringsFor();
    CallSheet sheet = call == null ? null : centre.sheets().known(call);
    if (sheet == null) return;
    if (leg.state() == Leg.State.RINGING) sheet.alerting(leg);
    concerns(sheet);
  }

  @Override
  public void seats(Call call) {
    for (Seat seat : call.seats()) {
      if (seat.occupant() instanceof Leg leg) concernsOwner(leg);
    }
    CallSheet sheet = centre.sheets().known(call);
    if (sheet != null) concerns(sheet);
  }

  @Override
  public void changed(Call call, @Nullable CallState previous) {
    CallSheet sheet = centre.sheets().known(call);
    if (sheet == null) return;
    concerns(sheet);
    if (call.state().terminal()) ended.add(sheet);
  }

  private void concerns(CallSheet sheet) {
    concerned.addAll(sheet.agents());
    plan();
  }

  private void concernsOwner(Leg leg) {
    Agent agent =
        leg.state() == Leg.State.ENDED
            ? whose.remove(leg)
            : whose.computeIfAbsent(leg, one -> centre.at(one.number()));
    if (agent != null) concerns(agent, leg);
  }

  private void concerns(Agent agent, Leg leg) {
    agent.lines().saw(leg);
    concerned.add(agent);
    plan();
  }

  private void plan() {
    changes++;
    if (planned) return;
    planned = true;
    lookAfter(changes);
  }

  /** Whoever ordered what changes last is told of it in a task that comes before this look. */
  private void lookAfter(long change) {
    Loop loop = centre.board().loop();
    loop.execute(() -> loop.execute(() -> look(change)));
  }

  private void look(long change) {
    if (change != changes && puttingOff < MOST_PUTTING_OFF) {
      puttingOff++;
      lookAfter(changes);
      return;
    }
    puttingOff = 0;
    planned = false;
    List<Agent> all = List.copyOf(concerned);
    List<CallSheet> over = List.copyOf(ended);
    concerned.clear();
    ended.clear();
    all.forEach(agent -> agent.lines().look());
    over.forEach(centre.sheets()::remove);
  }
}
