package org.ozml.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ozml.document.Context;
import org.ozml.scenario.Scene;

/**
 * Says which script a test is about, and lets the test take a {@link SimulatedCall} as a parameter.
 * On a class it counts for all methods that have none of their own.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(OzmlExtension.class)
public @interface CallScript {
  /** The script's file, relative to the working directory; or the document itself. */
  String value();

  /** What the script stands in for; what its commands have in common unless given. */
  Context[] context() default {};

  /** Who calls. */
  String caller() default Scene.CALLER;

  /** What is called: the API extension whose script this is. */
  String dialed() default Scene.EXTENSION;

  /**
   * A YAML file with the world: people, web applications, files, as for {@code ozml run --world}.
   * Unless given, everybody answers after three seconds, and the calls stand that the script names.
   */
  String world() default "";
}
