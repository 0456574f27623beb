package org.ozml.server.operation;

import java.util.function.Supplier;
import org.ozml.call.Handsets;
import org.ozml.call.Host;
import org.ozml.call.Switchboard;
import org.ozml.installation.Telephones;
import org.ozml.simulator.LiveNetwork;
import org.ozml.simulator.RecordingFolder;
import org.ozml.simulator.World;

/** Friendly people and telephones that tests operate, in real time. */
final class LiveTelephones implements Telephones {
  final LiveNetwork network;

  LiveTelephones(Telephones.Surroundings around) {
    network =
        new LiveNetwork(
            World.friendly(),
            around::file,
            new RecordingFolder(around.recordings(), around::recordingUrl));
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
  public void attach(Switchboard board) {
    network.attach(board);
  }

  @Override
  public void close() {
    network.close();
  }
}
