package org.ozml.interpreter;

import java.util.List;
import java.util.Map;
import org.ozml.document.Context;
import org.ozml.document.Place;

/**
 * What a run is at, for debuggers, explorers and consoles. It holds no clock: two runs with equal
 * snapshots, apart from the script's number, go on alike when the same happens to them.
 *
 * @param script the number of the run
 * @param call the id of its call; empty: it has none
 * @param frames what is being executed, outermost first; empty before the first command and after
 *     the last
 * @param variables by lower-case name: those that the script or its blocks set; a member as {@code
 *     name.member}
 * @param arrays by lower-case name
 */
public record Snapshot(
    int script,
    Context context,
    String call,
    List<Frame> frames,
    Map<String, String> variables,
    Map<String, List<String>> arrays) {

  /**
   * A command that is being executed.
   *
   * @param state how far it is, in words, where the command can be at several points: "waits for
   *     keys"
   */
  public record Frame(String command, Place place, String state) {}
}
