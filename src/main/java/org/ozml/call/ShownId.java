package org.ozml.call;

/**
 * What the called party sees of the caller.
 *
 * @param number the number
 * @param name the display name; may be empty
 */
public record ShownId(String number, String name) {}
