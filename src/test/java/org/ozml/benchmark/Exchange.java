package org.ozml.benchmark;

import org.jspecify.annotations.Nullable;
import org.ozml.call.Leg;
import org.ozml.call.Report;
import org.ozml.call.Switchboard;
import org.ozml.call.Trace;
import org.ozml.command.Commands;
import org.ozml.document.Document;
import org.ozml.document.DocumentReader;
import org.ozml.document.Limits;
import org.ozml.interpreter.Engine;
import org.ozml.interpreter.Settings;
import org.ozml.service.Services;

/** Everything above an instant host: each offered call runs one script. */
final class Exchange {
  final Switchboard board;
  private final @Nullable Engine engine;
  private long calls;

  Exchange(Document script) {
    InstantHost host = new InstantHost();
    Engine[] made = new Engine[1];
    board =
        new Switchboard(
            host,
            InstantHost.to(host, () -> made[0].extension("9994", new Engine.Source.Given(script))),
            Trace.NONE,
            () -> Long.toString(++calls, 36),
            Switchboard.Limits.DEFAULT);
    host.board = board;
    engine =
        new Engine(
            board,
            Services.of((request, answer) -> () -> {}),
            new DocumentReader(Limits.DEFAULT),
            new Commands(),
            Trace.NONE,
            Settings.DEFAULT,
            number -> true);
    made[0] = engine;
  }

  /** A call comes in, and everything happens that needs no time. */
  Leg call() {
    Leg leg = board.offer("1001", "1001");
    board.report(new Report.Offered(calls, leg, "", "9994"));
    return leg;
  }
}
