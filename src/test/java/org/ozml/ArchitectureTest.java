package org.ozml;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Holds what each {@code package-info.java} says of its package. */
@AnalyzeClasses(packages = "org.ozml", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {
  /** ArchUnit's own option knows only one build directory, and a second JDK builds in another. */
  static final class NoTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  private static final String[] CORE = {
    "org.ozml.document",
    "org.ozml.call",
    "org.ozml.alarm",
    "org.ozml.interpreter",
    "org.ozml.command"
  };

  @ArchTest
  static final ArchRule document =
      mayUse("document", "jakarta.xml.bind..", "com.ctc.wstx..", "org.codehaus.stax2..");

  @ArchTest static final ArchRule call = mayUse("call");

  @ArchTest static final ArchRule alarm = mayUse("alarm", "org.ozml.call");

  // Validators of the JDK speak SAX.
  @ArchTest static final ArchRule check = mayUse("check", "org.ozml.document", "org.xml.sax..");

  @ArchTest
  static final ArchRule interpreter =
      mayUse("interpreter", "org.ozml.document", "org.ozml.call", "org.ozml.service..");

  @ArchTest
  static final ArchRule command =
      mayUse(
          "command",
          "org.ozml.interpreter",
          "org.ozml.document",
          "org.ozml.call",
          "org.ozml.alarm",
          "org.ozml.service..");

  @ArchTest static final ArchRule service = mayUse("service", "org.ozml.service..");

  @ArchTest
  static final ArchRule web =
      mayUse("service.web", "javax.crypto..", "org.apache.hc..", "org.slf4j..");

  @ArchTest
  static final ArchRule message =
      mayUse(
          "service.message",
          "org.ozml.service..",
          "javax.net.ssl..",
          "jakarta.activation..",
          "jakarta.mail..",
          "org.eclipse.angus.mail..",
          "org.jsmpp..",
          "org.slf4j..");

  @ArchTest
  static final ArchRule smtp =
      onlyIn("MailSender", "jakarta.activation..", "jakarta.mail..", "org.eclipse.angus..");

  @ArchTest static final ArchRule smpp = onlyIn("SmsSender", "org.jsmpp..");

  @ArchTest static final ArchRule file = mayUse("service.file");

  @ArchTest
  static final ArchRule data =
      mayUse(
          "service.data",
          "org.ozml.service..",
          "javax.sql..",
          "com.zaxxer.hikari..",
          "org.flywaydb.core..",
          "org.jdbi.v3.core..");

  @ArchTest
  static final ArchRule simulator =
      mayUse(
          "simulator",
          "org.ozml.call",
          "org.ozml.alarm",
          "org.ozml.configuration",
          "org.ozml.service..");

  @ArchTest
  static final ArchRule configuration =
      mayUse("configuration", "org.ozml.service..", "org.yaml.snakeyaml..");

  @ArchTest
  static final ArchRule listing = mayUse("listing", "org.ozml.call", "org.ozml.service..");

  @ArchTest
  static final ArchRule ccgateway = mayUse("ccgateway", "org.ozml.call", "org.ozml.configuration");

  @ArchTest
  static final ArchRule gateway =
      mayUse(
          "ccgateway.http",
          "org.ozml.ccgateway",
          "org.ozml.server",
          "org.ozml.server.access",
          "org.ozml.configuration",
          "org.ozml.call",
          "org.ozml.scenario",
          "org.ozml.service.web");

  @ArchTest
  static final ArchRule access =
      mayUse("server.access", "org.ozml.call", "org.ozml.service.web", "javax.crypto..");

  @ArchTest
  static final ArchRule pbx =
      mayUse(
          "pbx",
          "org.ozml.call",
          "org.ozml.interpreter",
          "org.ozml.command",
          "org.ozml.document",
          "org.ozml.check",
          "org.ozml.listing",
          "org.ozml.configuration",
          "org.ozml.service..");

  @ArchTest
  static final ArchRule server =
      mayUse(
          "server",
          "org.ozml.server.access",
          "org.ozml.configuration",
          "org.ozml.call",
          "org.eclipse.jetty..");

  @ArchTest
  static final ArchRule operation =
      mayUse(
          "server.operation",
          "org.ozml.server",
          "org.ozml.server.access",
          "org.ozml.pbx",
          "org.ozml.call",
          "org.ozml.interpreter",
          "org.ozml.document",
          "org.ozml.service..",
          "org.eclipse.jetty..",
          "com.sun.management..");

  @ArchTest
  static final ArchRule serverCommand =
      mayUse(
          "server.command",
          "org.ozml.server",
          "org.ozml.server.access",
          "org.ozml.pbx",
          "org.ozml.listing",
          "org.ozml.interpreter",
          "org.ozml.document",
          "org.ozml.call",
          "org.ozml.configuration",
          "org.ozml.service..",
          "org.eclipse.jetty.http..",
          "org.eclipse.jetty.server..");

  @ArchTest
  static final ArchRule console =
      mayUse(
          "server.console",
          "org.ozml.server",
          "org.ozml.server.access",
          "org.ozml.pbx",
          "org.ozml.configuration",
          "org.ozml.scenario",
          "org.ozml.coverage",
          "org.ozml.picture",
          "org.ozml.interpreter",
          "org.ozml.check",
          "org.ozml.document",
          "org.ozml.call",
          "org.ozml.service..",
          "org.eclipse.jetty..");

  @ArchTest
  static final ArchRule installation =
      mayUse(
          "installation",
          "org.ozml.ccgateway..",
          "org.ozml.pbx",
          "org.ozml.server..",
          "org.ozml.configuration",
          "org.ozml.call",
          "org.ozml.interpreter",
          "org.ozml.listing",
          "org.ozml.simulator",
          "org.ozml.service..");

  @ArchTest
  static final ArchRule onlyTheServerKnowsJetty =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ozml.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.jetty..");

  @ArchTest
  static final ArchRule scenario =
      mayUse(
          "scenario",
          "org.ozml.simulator",
          "org.ozml.interpreter",
          "org.ozml.command",
          "org.ozml.check",
          "org.ozml.document",
          "org.ozml.call",
          "org.ozml.alarm",
          "org.ozml.service..",
          "org.ozml.configuration",
          "org.ozml.ccgateway");

  /** What a script needs to run on the simulated network. */
  private static final String[] STAGE = {
    "org.ozml.scenario",
    "org.ozml.simulator",
    "org.ozml.interpreter",
    "org.ozml.command",
    "org.ozml.document",
    "org.ozml.call",
    "org.ozml.service.."
  };

  @ArchTest static final ArchRule debugger = mayUse("debugger", STAGE);

  @ArchTest static final ArchRule replay = mayUse("replay", STAGE);

  @ArchTest
  static final ArchRule junit =
      mayUse(
          "junit",
          "org.ozml.scenario",
          "org.ozml.simulator",
          "org.ozml.check",
          "org.ozml.document",
          "org.ozml.call",
          "org.junit.jupiter.api..",
          "org.junit.platform.commons.support..",
          "org.opentest4j..");

  @ArchTest
  static final ArchRule onlyTheExtensionNeedsJUnit =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ozml.junit")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.junit..", "org.opentest4j..");

  @ArchTest
  static final ArchRule coverage =
      mayUse(
          "coverage",
          "org.ozml.scenario",
          "org.ozml.simulator",
          "org.ozml.interpreter",
          "org.ozml.check",
          "org.ozml.document",
          "org.ozml.call",
          "org.ozml.configuration");

  @ArchTest
  static final ArchRule picture =
      mayUse(
          "picture",
          "org.ozml.check",
          "org.ozml.document",
          "org.eclipse.elk..",
          "org.eclipse.emf.common.util..");

  @ArchTest
  static final ArchRule layout =
      noClasses()
          .that()
          .haveNameNotMatching("org\\.ozml\\.picture\\.Layout(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.elk..");

  @ArchTest
  static final ArchRule exploration =
      mayUse(
          "exploration",
          "org.ozml.scenario",
          "org.ozml.simulator",
          "org.ozml.interpreter",
          "org.ozml.check",
          "org.ozml.document",
          "org.ozml.call",
          "org.ozml.alarm",
          "org.ozml.service..");

  @ArchTest
  static final ArchRule theRootKnowsNoHost =
      noClasses()
          .that()
          .resideInAPackage("org.ozml")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.ozml.simulator..",
              "org.ozml.scenario..",
              "org.ozml.coverage..",
              "org.ozml.exploration..",
              "org.ozml.picture..",
              "org.ozml.debugger..",
              "org.ozml.replay..",
              "org.ozml.junit..",
              "org.ozml.pbx..",
              "org.ozml.server..",
              "org.ozml.installation..",
              "org.ozml.cli..");

  /** Package by package: the console shows scenarios, which hold a centre, whose face is HTTP's. */
  @ArchTest
  static final ArchRule noCycles = slices().matching("org.ozml.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.ozml.cli")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule theCoreReadsNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now");

  @ArchTest
  static final ArchRule theCoreStartsNoThread =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.ExecutorService.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.Future.class);

  @ArchTest
  static final ArchRule commandsAreNotShared =
      classes()
          .that()
          .haveSimpleNameEndingWith("Handler")
          .and()
          .resideInAPackage("org.ozml.command")
          .should()
          .bePackagePrivate();

  /** A library is touched by one class only. */
  private static ArchRule onlyIn(String name, String... library) {
    return noClasses()
        .that()
        .haveNameNotMatching("org\\.ozml\\.service\\.message\\." + name + "(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }

  /** A package may use itself, the JDK, the null annotations, and what is named. */
  private static ArchRule mayUse(String name, String... more) {
    String[] allowed =
        Stream.concat(
                Stream.of("org.ozml." + name, "java..", "javax.xml..", "org.jspecify.."),
                Arrays.stream(more))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("org.ozml." + name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .allowEmptyShould(true);
  }
}
