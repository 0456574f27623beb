package org.ozml.document;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The contexts in which a command may stand (OzML language notes, section 3, column Context). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface UsedIn {
  Context[] value();
}
