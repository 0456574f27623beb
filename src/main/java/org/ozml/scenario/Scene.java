package org.ozml.scenario;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Context;
import org.ozml.document.Document;
import org.ozml.interpreter.Engine;
import org.ozml.simulator.World;

/**
 * A script and the circumstances in which it runs.
 *
 * @param script the script, or where it is fetched when a call comes in; none where a contact
 *     centre is on the stage without one
 * @param context what it stands in for
 * @param caller who calls (extension, routing)
 * @param dialed what is called: the API extension whose script this is; any number for routing;
 *     empty: nothing
 * @param callId the standing call that a third-party script acts on; null: the first one of the
 *     world
 * @param world everything else
 * @param others scripts of other API extensions, by number, and of IVRs by their access codes
 * @param variables fields of the notification that the script answers, besides those of the call
 */
public record Scene(
    Engine.Source script,
    Context context,
    String caller,
    String dialed,
    @Nullable String callId,
    World world,
    Map<String, Engine.Source> others,
    Map<String, String> variables) {
  /** The API extension whose script runs when none is named. */
  public static final String EXTENSION = "9994";

  /** The number that calls when none is named. */
  public static final String CALLER = "1001";

  /** Copies what it is given. */
  public Scene {
    others = Map.copyOf(others);
    variables = Map.copyOf(variables);
  }

  /** Circumstances in which all scripts are there already. */
  public Scene(
      Document document,
      Context context,
      String caller,
      String dialed,
      @Nullable String callId,
      World world,
      Map<String, Document> extensions,
      Map<String, String> variables) {
    this(
        new Engine.Source.Given(document),
        context,
        caller,
        dialed,
        callId,
        world,
        given(extensions),
        variables);
  }

  private static Map<String, Engine.Source> given(Map<String, Document> documents) {
    Map<String, Engine.Source> sources = new HashMap<>();
    documents.forEach((number, one) -> sources.put(number, new Engine.Source.Given(one)));
    return sources;
  }

  /** The usual circumstances: 1001 calls, or the world's first call is acted on. */
  public static Scene of(Document document, Context context, World world) {
    return new Scene(document, context, CALLER, EXTENSION, null, world, Map.of(), Map.of());
  }

  /** Returns the script; null when it is still to be fetched. */
  public @Nullable Document document() {
    return script instanceof Engine.Source.Given given ? given.document() : null;
  }

  /** Returns what messages call the script: its file or its URL. */
  public String name() {
    return name(script);
  }

  static String name(Engine.Source source) {
    if (source instanceof Engine.Source.Given given) return given.document().source().name();
    return source instanceof Engine.Source.Url from ? from.url() : "";
  }

  /** Returns the same in another world. */
  public Scene in(World other) {
    return new Scene(script, context, caller, dialed, callId, other, others, variables);
  }

  /** Returns those scripts of other API extensions that need not be fetched. */
  public Map<String, Document> extensions() {
    Map<String, Document> documents = new HashMap<>();
    others.forEach(
        (number, source) -> {
          if (source instanceof Engine.Source.Given one) documents.put(number, one.document());
        });
    return documents;
  }
}
