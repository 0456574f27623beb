package org.ozml.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.configuration.Centre;
import org.ozml.configuration.CentreReader;
import org.ozml.configuration.Yaml;
import org.ozml.simulator.World;

/**
 * Reads what goes on by itself in a world: {@code callers}, {@code agents}, and the {@code centre}
 * that they work at.
 */
final class TrafficReader {
  private TrafficReader() {}

  /**
   * Reads it.
   *
   * @param base what there is unless the world says otherwise
   * @param world the entries of the world
   * @param folder where a configuration is looked for that it names
   */
  static World.Traffic read(World.Traffic base, Map<String, Yaml> world, @Nullable Path folder)
      throws IOException {
    Yaml written = world.get("centre");
    Centre centre = written == null ? base.centre() : centre(written, folder);
    Yaml working = world.get("agents");
    Map<String, World.Agent> agents = new LinkedHashMap<>(base.agents());
    if (working != null) {
      working.map().forEach((id, agent) -> agents.put(id, agent(id, agent, centre)));
    }
    Yaml calling = world.get("callers");
    if (calling == null) return new World.Traffic(base.callers(), agents, centre);
    List<World.Caller> callers = new ArrayList<>();
    for (Yaml caller : calling.list()) callers.add(caller(caller));
    return new World.Traffic(callers, agents, centre);
  }

  /** As configurations have it, or the configuration whose centre it is. */
  private static Centre centre(Yaml yaml, @Nullable Path folder) throws IOException {
    Path here = folder == null ? Path.of("") : folder;
    if (!yaml.isText()) return CentreReader.ofScenario(yaml, here);
    String name = yaml.text().strip();
    Path file = here.resolve(name);
    if (!Files.isRegularFile(file)) throw yaml.wrong("there is no configuration " + name);
    Yaml centre = Yaml.read(file.toString(), Files.readString(file)).map().get("centre");
    if (centre == null) throw yaml.wrong("the configuration %s has no 'centre:'".formatted(name));
    return CentreReader.ofScenario(centre, ScenarioReader.folder(file));
  }

  private static World.Caller caller(Yaml yaml) {
    Map<String, Yaml> entries = yaml.map("from", "to", "at", "every", "stays");
    Yaml every = entries.get("every");
    if (every != null && every.duration().isZero()) {
      throw every.wrong("there must be some time between two calls, such as 30s");
    }
    Yaml stays = entries.get("stays");
    return new World.Caller(
        WorldReader.needed(yaml, entries, "from"),
        WorldReader.needed(yaml, entries, "to"),
        time(entries, "at"),
        every == null ? null : every.duration(),
        stays == null ? null : stays.duration());
  }

  private static World.Agent agent(String id, Yaml yaml, @Nullable Centre centre) {
    if (centre != null && !centre.agents().containsKey(id)) {
      throw yaml.wrong(
          "there is no agent '%s'; the centre has %s"
              .formatted(id, String.join(", ", centre.agents().keySet())));
    }
    Map<String, Yaml> entries = yaml.map("phone", "signs-in", "status", "auto-answer", "does");
    Yaml auto = entries.get("auto-answer");
    List<World.Order> orders = new ArrayList<>();
    Yaml does = entries.get("does");
    if (does != null) {
      for (Yaml order : does.list()) orders.add(order(order));
    }
    return new World.Agent(
        WorldReader.needed(yaml, entries, "phone"),
        time(entries, "signs-in"),
        status(entries.get("status")),
        auto == null || auto.flag(),
        orders);
  }

  private static World.Agent.Status status(@Nullable Yaml yaml) {
    if (yaml == null) return World.Agent.Status.IDLE;
    return switch (yaml.text()) {
      case "idle" -> World.Agent.Status.IDLE;
      case "busy" -> World.Agent.Status.BUSY;
      case "work" -> World.Agent.Status.WORK;
      default ->
          throw yaml.wrong(
              "'%s' is no state to sign in with; expected idle (usual), busy or work"
                  .formatted(yaml.text()));
    };
  }

  private static World.Order order(Yaml yaml) {
    Map<String, Yaml> entries = yaml.map("on", "after", "order", "with");
    Yaml on = entries.get("on");
    Yaml with = entries.get("with");
    Map<String, String> fields = new LinkedHashMap<>();
    if (with != null) with.map().forEach((name, value) -> fields.put(name, value.text()));
    return new World.Order(
        on == null ? null : on.text(),
        time(entries, "after"),
        WorldReader.needed(yaml, entries, "order"),
        fields);
  }

  private static Duration time(Map<String, Yaml> entries, String name) {
    Yaml entry = entries.get(name);
    return entry == null ? Duration.ZERO : entry.duration();
  }
}
