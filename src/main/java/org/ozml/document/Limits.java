package org.ozml.document;

/**
 * How large a document may be; beyond, it is code 300 with the limit named (OzML language notes,
 * 1.10).
 *
 * @param bytes size of the whole document
 * @param depth nesting of elements
 * @param elements number of elements
 */
public record Limits(int bytes, int depth, int elements) {
  /** 1 MiB, 256 levels, 10,000 elements. */
  public static final Limits DEFAULT = new Limits(1 << 20, 256, 10_000);
}
