/**
 * The call flow as a picture: a {@link org.ozml.picture.Chart} of what a reader thinks in (menus,
 * keys, transfers), and its writers: SVG, Mermaid, DOT.
 *
 * <p>May use {@code check} and {@code document}; {@link org.ozml.picture.Layout} alone uses Eclipse
 * ELK.
 */
@NullMarked
package org.ozml.picture;

import org.jspecify.annotations.NullMarked;
