package org.ozml.document;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the one parameter that may be written as the element's text (OzML language notes, 1.6). */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface TextForm {}
