package org.ozml.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ozml.call.TraceEvent;
import org.ozml.document.Context;
import org.ozml.interpreter.Settings;
import org.ozml.simulator.World;

/**
 * The first line of a trace: in which circumstances all that follows happened, as far as it does
 * not tell that itself. Without one it was a call to an API extension, and nothing stood before.
 *
 * @param script the name of the script: a file
 * @param context what it stands in for
 * @param caller who calls, see {@link Scene}
 * @param dialed what is called
 * @param callId the standing call that a third-party script acts on; null: the first one
 * @param calls calls that stand before the script begins
 * @param extensions names of the scripts of other API extensions, by number
 * @param variables fields of the notification that the script answers
 * @param notifications where the system tells what happens, see {@link World}
 * @param files audio files that are there, and how long they are
 * @param voicemails by extension, oldest first
 * @param settings what the user wanted otherwise
 * @param virtual whether time is virtual, so that the same inputs give the same times
 */
public record Setting(
    long at,
    String script,
    Context context,
    String caller,
    String dialed,
    @Nullable String callId,
    List<World.Standing> calls,
    Map<String, String> extensions,
    Map<String, String> variables,
    Map<String, String> notifications,
    Map<String, Duration> files,
    Map<String, List<World.Voicemail>> voicemails,
    Settings settings,
    boolean virtual)
    implements TraceEvent {
  /** Returns that of a scene on the stage. */
  public static Setting of(Scene scene, Settings settings) {
    Map<String, String> extensions = new LinkedHashMap<>();
    scene.others().forEach((number, other) -> extensions.put(number, Scene.name(other)));
    World world = scene.world();
    return new Setting(
        0,
        scene.name(),
        scene.context(),
        scene.caller(),
        scene.dialed(),
        scene.callId(),
        world.calls(),
        extensions,
        scene.variables(),
        world.notifications(),
        world.files(),
        world.voicemails(),
        settings,
        true);
  }
}
