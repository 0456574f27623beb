package org.ozml.scenario;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.ozml.call.Call;
import org.ozml.call.Report;
import org.ozml.call.TraceEvent;
import org.ozml.ccgateway.Centre;
import org.ozml.ccgateway.Interface;
import org.ozml.ccgateway.Reply;
import org.ozml.document.Document;
import org.ozml.simulator.World;

/** A scenario on the stage, in virtual time. */
public final class StagePerformance implements Performance {
  /** Many times what a long story needs, and some seconds at most. */
  private static final int MOST = 1_000_000;

  private final List<TraceEvent> events = new ArrayList<>();
  private final Scene scene;
  private final Stage stage;
  private int happenings;

  /** Makes a stage for a scene. */
  public StagePerformance(Scene scene) {
    this.scene = scene;
    stage = new Stage(scene, events::add, Stage.Props.NONE);
  }

  @Override
  public void start() {
    stage.start();
  }

  @Override
  public List<TraceEvent> events() {
    return Collections.unmodifiableList(events);
  }

  @Override
  public boolean next() {
    return !endless() && stage.step() && counted();
  }

  private boolean counted() {
    happenings++;
    return true;
  }

  @Override
  public boolean endless() {
    return happenings >= MOST || stage.endless();
  }

  @Override
  public void pass(Duration time) {
    long until = stage.time().now() + time.toNanos();
    long due = stage.time().untilNext();
    while (due >= 0 && stage.time().now() + due <= until && !endless()) {
      stage.time().step();
      counted();
      due = stage.time().untilNext();
    }
    if (!endless()) stage.time().pass(until - stage.time().now());
  }

  @Override
  public boolean act(String number, World.Doing what) {
    return stage.network().act(number, what);
  }

  @Override
  public void call(String from, String to) {
    stage.network().call(from, to);
  }

  @Override
  public Reply order(String agent, String name, Map<String, String> fields) {
    Centre centre = stage.centre();
    if (centre == null) throw new IllegalArgumentException("the world has no centre");
    Interface wanted = centre.find(name);
    if (wanted == null) {
      throw new IllegalArgumentException(
          "there are " + centre.interfaces().stream().map(Interface::name).collect(joining(", ")));
    }
    List<Reply> reply = new ArrayList<>();
    orders(() -> reply.add(centre.order(agent, wanted, fields)));
    return reply.get(0);
  }

  /** An order brings no time along; a timer that nobody has set tells it. */
  private void orders(Runnable what) {
    stage.board().report(new Report.TimerFired(stage.time().now(), 0));
    stage.board().loop().execute(what);
  }

  @Override
  public void close() {
    stage.close();
  }

  @Override
  public void arrives(World.Arriving message) {
    stage.post().arrives(message, scene.dialed());
  }

  @Override
  public void order(String script) {
    Document document = stage.engine().read("order", script);
    orders(
        () -> {
          Call call = stage.board().calls().stream().findFirst().orElse(null);
          if (call == null) stage.engine().message(document, Map.of(), s -> {});
          else stage.engine().thirdParty(document, call, s -> {});
        });
  }

  @Override
  public String leftovers() {
    if (!stage.board().calls().isEmpty()) return "calls " + stage.board().calls();
    int awaited = stage.board().awaited();
    return awaited == 0 ? "" : awaited + " timers, sounds or recordings";
  }
}
