/**
 * The folders that scripts may touch, and the voicemails in them.
 *
 * <p>May use the JDK.
 */
@NullMarked
package org.ozml.service.file;

import org.jspecify.annotations.NullMarked;
