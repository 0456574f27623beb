/**
 * A JUnit 5 extension: tests of call scripts in Java, in virtual time.
 *
 * <pre>{@code
 * @CallScript("src/main/scripts/menu.xml")
 * class MenuTest {
 *   @Test
 *   void shouldConnectWithTheSalesDesk(SimulatedCall call) {
 *     call.party("1003").answersAfter(Duration.ofSeconds(2));
 *     call.hears("Press 1").presses("2").hears("One moment");
 *     call.party("1003").isCalled().talksTo("1001");
 *     call.ends(200).waits(Duration.ofMinutes(1)).hangsUp().leavesNobody();
 *   }
 *
 *   @TestFactory
 *   Stream<DynamicTest> scenarios() {
 *     return Scenarios.below(Path.of("src/test/scenarios"));
 *   }
 * }
 * }</pre>
 *
 * <p>It needs {@code org.junit.jupiter:junit-jupiter-api}, and SnakeYAML for the sentences; nothing
 * else in this library needs JUnit.
 *
 * <p>May use {@code scenario}, {@code simulator}, {@code check} and what those use, and JUnit.
 */
@NullMarked
package org.ozml.junit;

import org.jspecify.annotations.NullMarked;
