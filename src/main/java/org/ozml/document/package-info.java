/**
 * What a script says: one read-only class for each command, the reader, and the diagnostics.
 *
 * <p>May use JAXB and Woodstox, and nothing else of this project.
 */
@NullMarked
@XmlAccessorType(XmlAccessType.FIELD)
package org.ozml.document;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import org.jspecify.annotations.NullMarked;
