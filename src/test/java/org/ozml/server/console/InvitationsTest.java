package org.ozml.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InvitationsTest {
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private final Invitations invitations = new Invitations(() -> now);

  @Test
  void shouldStandForItsUserOnce() {
    String code = invitations.make("ann");

    assertThat(invitations.use("another")).isNull();
    assertThat(invitations.use(code)).isEqualTo("ann");
    assertThat(invitations.use(code)).isNull();
  }

  @Test
  void shouldBeGoodForTenMinutes() {
    String one = invitations.make("ann");
    now = now.plus(Duration.ofMinutes(5));
    String two = invitations.make("ben");
    now = now.plus(Duration.ofMinutes(5));

    assertThat(invitations.use(one)).isNull();
    assertThat(invitations.use(two)).isEqualTo("ben");
  }

  @Test
  void shouldKeepTheLatestFew() {
    String first = invitations.make("ann");
    for (int i = 0; i < 4; i++) invitations.make("ann");
    String last = invitations.make("ann");

    assertThat(invitations.use(first)).isNull();
    assertThat(invitations.use(last)).isEqualTo("ann");
  }
}
