package org.ozml.alarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ozml.call.Sound;

/** A line that writes down what one end of it does. */
final class Journal implements Transmission.Line, Reception.Line {
  private final List<String> told = new ArrayList<>();

  /** Returns what has been done since the last time. */
  String since() {
    String all = String.join(", ", told);
    told.clear();
    return all;
  }

  @Override
  public void send(String keys) {
    told.add("sends " + keys);
  }

  @Override
  public void startTimer(Duration after) {
    told.add("waits " + after.toMillis());
  }

  @Override
  public void over(boolean acknowledged) {
    told.add(acknowledged ? "delivered" : "not delivered");
  }

  @Override
  public void play(Sound sound) {
    told.add(
        sound.equals(Reception.HANDSHAKE)
            ? "handshake"
            : sound.equals(Reception.KISS_OFF) ? "kiss-off" : "noise");
  }

  @Override
  public void keep(ContactId alarm) {
    told.add("keeps");
  }

  @Override
  public void late() {
    told.add("late");
  }

  @Override
  public void received(ContactId alarm) {
    told.add("received " + alarm);
  }

  @Override
  public void refused(String digits) {
    told.add("refused " + digits);
  }

  @Override
  public void gaveUp() {
    told.add("gave up");
  }
}
