package org.ozml.scenario;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.simulator.World;

/**
 * A script and the circumstances in which it runs.
 *
 * @param document the script
 * @param context what it stands in for
 * @param caller who calls (extension, routing)
 * @param dialed what is called: the API extension whose script this is; any number for routing
 * @param callId the standing call that a third-party script acts on; null: the first one of the
 *     world
 * @param world everything else
 * @param extensions scripts of other API extensions, by number
 * @param variables fields of the notification that the script answers, besides those of the call
 */
public record Scene(
    Document document,
    Context context,
    String caller,
    String dialed,
    @Nullable String callId,
    World world,
    Map<String, Document> extensions,
    Map<String, String> variables) {
  /** The API extension whose script runs when none is named. */
  public static final String EXTENSION = "9994";

  /** The number that calls when none is named. */
  public static final String CALLER = "1001";

  /** Copies what it is given. */
  public Scene {
    extensions = Map.copyOf(extensions);
    variables = Map.copyOf(variables);
  }

  /** The usual circumstances: 1001 calls, or the world's first call is acted on. */
  public static Scene of(Document document, Context context, World world) {
    return new Scene(document, context, CALLER, EXTENSION, null, world, Map.of(), Map.of());
  }
}
