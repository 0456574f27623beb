/**
 * What is wrong or suspicious in a document beyond what reading it shows: the rules, the schema as
 * a second opinion, the context a script needs, and an explanation of every code.
 *
 * <p>May use {@code document}.
 */
@NullMarked
package org.ozml.check;

import org.jspecify.annotations.NullMarked;
