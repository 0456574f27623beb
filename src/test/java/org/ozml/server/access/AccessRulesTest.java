package org.ozml.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ozml.server.access.AccessRules.User;

class AccessRulesTest {
  private static final User ANYBODY = new User(PasswordHash.ofNothing(1_000), Set.of());

  @ParameterizedTest
  @EnumSource
  void shouldKnowEachRightByItsWord(Right right) {
    assertThat(right.word()).matches("[a-z]+");
    assertThat(Right.of(right.word())).isEqualTo(right);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CALLS", "call", "all"})
  void shouldNameTheRightsThereAre(String word) {
    assertThatThrownBy(() -> Right.of(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a right is one of calls, messages, lists, recordings, console, not \"" + word + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "anna\nroot logged in",
        "a\u007f",
        "12345678901234567890123456789012345678901234567890123456789012345",
      })
  void shouldRefuseUserNamesThatSpoilALog(String name) {
    assertThatThrownBy(() -> new AccessRules(Map.of(name, ANYBODY), Networks.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 64 characters");
  }

  @Test
  void shouldNotChangeWithWhatItWasMadeOf() {
    Map<String, User> users = new HashMap<>();
    Set<Right> rights = EnumSet.of(Right.LISTS);
    User anna = new User(ANYBODY.password(), rights);
    users.put("Anna Müller", anna);
    AccessRules rules = new AccessRules(users, Networks.ALL);
    users.clear();
    rights.add(Right.CONSOLE);

    assertThat(rules.users()).containsOnlyKeys("Anna Müller");
    assertThat(anna.rights()).containsExactly(Right.LISTS);
  }
}
