package org.ozml.interpreter;

import org.jspecify.annotations.Nullable;
import org.ozml.call.Call;
import org.ozml.call.Script;

/** A run that sits in a seat of a call, for an API extension. */
public abstract class SeatedScript implements Script {
  final Engine engine;
  final String extension;
  @Nullable Session session;

  SeatedScript(Engine engine, String extension) {
    this.engine = engine;
    this.extension = extension;
  }

  @Override
  public final String owner() {
    return extension;
  }

  @Override
  public final String number() {
    return extension;
  }

  @Override
  public final void key(Call call, char key) {
    if (session != null) session.on(new Event.KeyPressed(key));
  }

  @Override
  public void left(Call call, Leaving why) {
    if (session != null) session.left(why);
  }

  /** Returns where errors of the call are told; null: nowhere. */
  @Nullable String errorUrl() {
    return null;
  }

  /** Refuses the call that rings; false when none does. */
  boolean refuse() {
    return false;
  }

  final boolean sitsIn(@Nullable Call call) {
    return call != null
        && !call.state().terminal()
        && call.seats().stream().anyMatch(seat -> seat.occupant() == this);
  }
}
