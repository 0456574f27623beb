package org.ozml.installation;

import java.util.function.Supplier;
import org.ozml.call.Handsets;
import org.ozml.call.Host;
import org.ozml.call.Switchboard;
import org.ozml.service.web.Fetcher;
import org.ozml.simulator.LiveNetwork;
import org.ozml.simulator.RecordingFolder;
import org.ozml.simulator.World;

/** People of a world and telephones in the browser, in real time. */
public final class SimulatedTelephones implements Telephones {
  private final LiveNetwork network;

  /** Puts people into the surroundings of an installation. */
  public SimulatedTelephones(World world, Telephones.Surroundings around) {
    this(
        new LiveNetwork(
            world, around::file, new RecordingFolder(around.recordings(), around::recordingUrl)));
  }

  /** Takes a network as it is. */
  public SimulatedTelephones(LiveNetwork network) {
    this.network = network;
  }

  /** Returns the network, where people do something. */
  public LiveNetwork network() {
    return network;
  }

  @Override
  public Host host() {
    return network;
  }

  @Override
  public Handsets handsets() {
    return network;
  }

  @Override
  public Supplier<String> callIds() {
    return network.callIds();
  }

  @Override
  public Fetcher web(Fetcher real) {
    return network.web(real);
  }

  @Override
  public void attach(Switchboard board) {
    network.attach(board);
  }

  @Override
  public void close() {
    network.close();
  }
}
