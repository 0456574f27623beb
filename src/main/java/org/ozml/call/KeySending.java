package org.ozml.call;

import java.util.ArrayList;
import java.util.List;

/** Keys on their way to legs of a call. */
final class KeySending extends Media {
  private List<Leg> left = List.of();

  KeySending(Switchboard board, Listener listener, Call call) {
    super(board, listener, call);
  }

  void start(List<Leg> legs, String keys) {
    if (legs.isEmpty()) {
      complete(Result.OK);
      return;
    }
    left = new ArrayList<>(legs);
    call().add(this);
    board.await(id, this);
    for (Leg leg : legs) {
      board.trace(new CallEvent.KeysSent(board.now(), call().id(), leg.number(), keys));
      board.host().sendKeys(id, leg, keys);
    }
  }

  @Override
  public void on(Report report) {
    if (report instanceof Report.KeysSent sent && left.remove(sent.leg()) && left.isEmpty()) {
      end(Result.OK);
    }
  }

  @Override
  void legsChanged() {
    left.retainAll(call().legs());
    if (left.isEmpty()) end(Result.OK);
  }

  @Override
  void callEnded() {
    end(Result.callNotFound(call().id()));
  }
}
