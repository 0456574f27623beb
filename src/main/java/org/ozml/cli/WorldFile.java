package org.ozml.cli;

import java.io.IOException;
import org.ozml.cli.Input.Unusable;
import org.ozml.configuration.YamlException;
import org.ozml.scenario.ScenarioReader;
import org.ozml.simulator.World;

/** Reads {@code --world}; a class of its own, so that runs without one do not load YAML. */
final class WorldFile {
  private WorldFile() {}

  static World read(String name) throws Unusable {
    try {
      return new ScenarioReader().readWorld(Input.path(name));
    } catch (IOException e) {
      throw new Unusable("--world: " + Input.reason(name, e));
    } catch (YamlException e) {
      throw new Unusable("--world: " + e.getMessage());
    }
  }
}
