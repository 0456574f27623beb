package org.ozml.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A script that does nothing by itself and keeps what it is told. */
final class TestScript implements Script {
  private final String owner;
  private final List<String> told = new ArrayList<>();
  private boolean rings;
  private boolean gone;

  TestScript(String owner) {
    this.owner = owner;
  }

  /** Returns what it was told, in order. */
  List<String> told() {
    return told;
  }

  /** Whether it has lost its place, or has refused to take one. */
  boolean gone() {
    return gone;
  }

  /** Whether a call rings here that it has neither taken nor refused. */
  boolean rings() {
    return rings;
  }

  /** Whether a certain call rings here. */
  boolean rings(Call call) {
    return rings && told.contains("ring " + call.id());
  }

  /** It takes the call that rings. */
  void takes() {
    rings = false;
  }

  /** It refuses the call that rings; from now on it must hear nothing. */
  void refuses() {
    assertThat(rings).isTrue();
    rings = false;
    gone = true;
  }

  private void hears(String what) {
    assertThat(gone).as("script %s hears '%s' after its end %s", owner, what, told).isFalse();
    told.add(what);
  }

  @Override
  public String owner() {
    return owner;
  }

  @Override
  public String number() {
    return owner;
  }

  @Override
  public void ring(Call call) {
    hears("ring " + call.id());
    rings = true;
  }

  @Override
  public void connected(Call call) {
    hears("connected " + call.id());
  }

  @Override
  public void key(Call call, char key) {
    hears("key " + key);
  }

  @Override
  public void tone(Call call, int hertz, Duration length) {
    hears("tone " + hertz + " " + length);
  }

  @Override
  public void left(Call call, Leaving why) {
    hears("left " + call.id() + " " + why);
    rings = false;
    gone = true;
  }

  @Override
  public String toString() {
    return owner;
  }
}
