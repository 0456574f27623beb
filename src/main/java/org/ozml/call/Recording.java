package org.ozml.call;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording of a call. It ends with the call at the latest; what was recorded is reported after
 * that.
 */
public final class Recording extends Media {
  private final String format;
  private @Nullable String url;
  private Duration length = Duration.ZERO;
  private @Nullable Leg party;
  private List<Leg> legs = List.of();
  private boolean stopping;

  Recording(Switchboard board, Listener listener, Call call, @Nullable Leg party, String format) {
    super(board, listener, call);
    this.party = party;
    this.format = format;
  }

  /** Returns where the recording can be fetched; null until it is stored, and when that failed. */
  public @Nullable String url() {
    return url;
  }

  /** Returns how long it is. */
  public Duration length() {
    return length;
  }

  /** Returns the format, wav or mp3. */
  public String format() {
    return format;
  }

  /** Returns whose recording it is; null: the call's. */
  @Nullable Leg party() {
    return party;
  }

  @Override
  void replaced(Leg old, Leg by) {
    if (party == old) party = by;
  }

  void start(@Nullable String folder, @Nullable Duration inactivity) {
    legs = present();
    call().add(this);
    board.await(id, this);
    board.host().record(id, legs, format, folder, inactivity);
    board.trace(new CallEvent.RecordStarted(board.now(), call().id(), id, format));
  }

  /** Of a party's recording: nobody, while that party is not there. */
  private List<Leg> present() {
    List<Leg> all = call().legs();
    return party == null || all.contains(party) ? all : List.of();
  }

  void stop() {
    if (stopping || result() != null) return;
    stopping = true;
    board.host().stopRecord(id);
  }

  @Override
  void callEnded() {
    stop();
  }

  @Override
  void legsChanged() {
    List<Leg> now = present();
    if (stopping || now.equals(legs)) return;
    legs = now;
    board.host().record(id, legs, format, null, null);
  }

  @Override
  public void on(Report report) {
    if (report instanceof Report.Recorded recorded) {
      url = recorded.url();
      length = recorded.length();
      ended(Result.OK);
    } else if (report instanceof Report.RecordFailed) {
      ended(Result.invalidParameter("RecordPath", "Record"));
    }
  }

  private void ended(Result result) {
    String where = url == null ? "" : url;
    board.trace(new CallEvent.RecordEnded(board.now(), call().id(), id, where, length));
    end(result);
  }
}
