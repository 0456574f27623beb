/**
 * Scripts under test: a stage that runs one on the simulated network, the transcript of what
 * happened, and scenarios, which are stories that a script has to tell.
 *
 * <p>May use {@code simulator}, {@code interpreter}, {@code command}, {@code check}, {@code
 * configuration}, {@code ccgateway} and what those use.
 */
@NullMarked
package org.ozml.scenario;

import org.jspecify.annotations.NullMarked;
