package org.ozml.exploration;

import org.jspecify.annotations.Nullable;
import org.ozml.document.Place;
import org.ozml.simulator.World;

/** What may happen next where a call could go several ways. */
sealed interface Choice {
  /** Returns what happens, in words that stand in a list. */
  String words();

  /** Returns how much longer a sequence is that has it. */
  default int cost() {
    return 1;
  }

  /** Nothing interferes: the prompt is heard to its end, it goes on ringing. */
  record GoesOn() implements Choice {
    @Override
    public String words() {
      return "nothing interferes";
    }

    @Override
    public int cost() {
      return 0;
    }
  }

  /** Keys are awaited, and none is pressed. */
  record SaysNothing(String who) implements Choice {
    @Override
    public String words() {
      return who + " presses no key";
    }
  }

  /**
   * An entry is made.
   *
   * @param input the Input that has it; null: none has
   */
  record Presses(String who, String keys, @Nullable Place input) implements Choice {
    @Override
    public String words() {
      return who + " presses " + keys;
    }
  }

  /** A party hangs up. */
  record HangsUp(String who) implements Choice {
    @Override
    public String words() {
      return who + " hangs up";
    }
  }

  /** A telephone takes a call, or does not. */
  record Takes(String number, World.Answering how) implements Choice {
    @Override
    public String words() {
      return number
          + switch (how.kind()) {
            case ANSWERS -> " answers";
            case BUSY -> " is busy";
            case REJECTS -> " rejects the call";
            case NO_ANSWER -> " does not answer";
            case NOT_FOUND -> " does not exist";
            case FAILS -> " cannot be reached";
          };
    }

    /** That somebody answers is what a caller expects. */
    @Override
    public int cost() {
      return how.kind() == World.Answering.Kind.ANSWERS ? 0 : 1;
    }
  }

  /**
   * A web application answers.
   *
   * @param linked whether the URL leads to a script that stands beside the others
   */
  record Answers(String url, World.WebAnswer answer, boolean linked) implements Choice {
    @Override
    public String words() {
      return url + " " + how();
    }

    @Override
    public int cost() {
      return linked && isScript() ? 0 : 1;
    }

    private String how() {
      if (answer.fault() != null) return "cannot be reached";
      if (!isScript()) return "answers HTTP " + answer.status();
      return answer.file() == null ? "answers with a script" : "answers " + answer.file();
    }

    /**
     * Returns whether a script is not there that stands beside the others: no script helps then.
     */
    boolean isOut() {
      return linked && !isScript();
    }

    boolean isScript() {
      return answer.fault() == null && answer.status() / 100 == 2;
    }
  }

  /** A message comes that the script waits for. */
  record MessageArrives(World.Arriving message) implements Choice {
    @Override
    public String words() {
      return "a message arrives from " + message.connection();
    }
  }
}
