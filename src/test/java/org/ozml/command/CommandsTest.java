package org.ozml.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ozml.document.Command;

class CommandsTest {
  private final Commands commands = new Commands();

  @Test
  void tableCoversEveryCommandOfTheLanguage() {
    Set<Class<?>> rows = new HashSet<>(commands.done());
    rows.addAll(commands.httpOnly());
    assertThat(rows).containsExactlyInAnyOrder(Command.class.getPermittedSubclasses());
  }

  @Test
  void noCommandOfTheHttpFormIsDoneAsAnElement() {
    assertThat(commands.done()).doesNotContainAnyElementsOf(commands.httpOnly());
  }
}
