package org.ozml.installation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ozml.server.Site;
import org.ozml.server.Visit;
import org.ozml.server.access.Access;
import org.ozml.server.access.Decision;
import org.ozml.server.console.Console;

/** The root: commands of the older generation, and the way to the console for who brings none. */
record FrontDoor(Site commands) implements Site {
  private static boolean looksAround(Visit visit) {
    return visit.method().equals("GET") && visit.parameters().all().isEmpty();
  }

  @Override
  public CompletionStage<Decision> admit(Visit visit, Access access) {
    return looksAround(visit) && access.rules().networks().allow(visit.from())
        ? CompletableFuture.completedStage(new Decision.Allowed(null))
        : commands.admit(visit, access);
  }

  @Override
  public void answer(Visit visit) {
    if (looksAround(visit)) Console.redirect(visit);
    else commands.answer(visit);
  }

  @Override
  public void refuse(Visit visit, Decision.Refused why) {
    commands.refuse(visit, why);
  }

  @Override
  public void misread(Visit visit, int status, String reason) {
    commands.misread(visit, status, reason);
  }
}
