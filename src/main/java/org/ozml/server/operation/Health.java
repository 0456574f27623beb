package org.ozml.server.operation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.ozml.pbx.PhoneSystem;
import org.ozml.server.Site;
import org.ozml.server.Visit;
import org.ozml.server.access.Access;
import org.ozml.server.access.Decision;
import org.ozml.server.access.Right;

/**
 * Says whether the system should be given work, under {@code /health}: 200, or 503 while it is
 * being stopped, the store is away or the calls do not go on; and whether it should be left alive,
 * under {@code /health/live}: 200 as long as the calls go on. Anybody may ask from an address that
 * may come in at all, and learns one word.
 */
public final class Health implements Site {
  private static final String TYPE = "application/json";
  private static final String UP = "up";

  private final PhoneSystem system;
  private final StoreWatch store;

  /** Makes the site. */
  public Health(PhoneSystem system, StoreWatch store) {
    this.system = system;
    this.store = store;
  }

  @Override
  public boolean lasts(Visit visit) {
    return true; // busy is not dead
  }

  @Override
  public CompletionStage<Decision> admit(Visit visit, Access access) {
    return access.rules().networks().allow(visit.from())
        ? CompletableFuture.completedStage(new Decision.Allowed(null))
        : access.check(visit.credentials(false), Right.LISTS);
  }

  @Override
  public void refuse(Visit visit, Decision.Refused why) {
    visit.refuse(why);
  }

  @Override
  public void answer(Visit visit) {
    boolean live = visit.path().equals("/health/live");
    if (!live && !visit.path().equals("/health")) {
      visit.answer(404, "There is /health and /health/live.");
      return;
    }
    var unused =
        system
            .ask(() -> live ? UP : ready())
            .toCompletableFuture()
            .completeOnTimeout("stuck", 1, TimeUnit.SECONDS)
            .thenAccept(
                status -> {
                  visit.with(HttpHeader.CACHE_CONTROL, "no-store");
                  String body = "{\"status\":\"" + status + "\"}\n";
                  visit.answer(status.equals(UP) ? 200 : 503, TYPE, body);
                });
  }

  private String ready() {
    if (system.stopping()) return "stopping";
    return store.up() ? UP : "store away";
  }
}
