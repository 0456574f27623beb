package org.ozml.call;

import java.util.List;

/** A sound that legs of a call hear. */
final class Playback extends Media {
  private final Sound sound;

  Playback(Switchboard board, Listener listener, Call call, Sound sound) {
    super(board, listener, call);
    this.sound = sound;
  }

  void start(List<Leg> legs, boolean repeat) {
    if (legs.isEmpty()) {
      complete(Result.OK); // only scripts are there to hear it
      return;
    }
    call().add(this);
    board.await(id, this);
    board.host().play(id, legs, sound, repeat);
    if (board.traces()) {
      List<String> numbers = legs.stream().map(Leg::number).toList();
      board.trace(new CallEvent.PlayStarted(board.now(), call().id(), id, numbers, sound, repeat));
    }
  }

  void stop() {
    if (result() != null) return;
    board.host().stop(id);
    ended(Report.Played.End.STOPPED);
  }

  @Override
  void callEnded() {
    board.host().stop(id);
    ended(Report.Played.End.GONE);
  }

  @Override
  public void on(Report report) {
    if (report instanceof Report.Played played) ended(played.end());
  }

  private void ended(Report.Played.End end) {
    if (board.traces()) board.trace(new CallEvent.PlayEnded(board.now(), call().id(), id, end));
    end(
        switch (end) {
          case COMPLETED, STOPPED -> Result.OK;
          case FAILED ->
              sound instanceof Sound.File
                  ? Result.invalidParameter("AudioFile", "Play")
                  : Result.invalidParameter("Text", "Speak");
          case GONE -> Result.callNotFound(call().id());
        });
  }
}
