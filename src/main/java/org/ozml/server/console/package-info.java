/**
 * The console: a page that shows what the phone system does, live, and two telephones in it. The
 * page is plain files; what it shows comes as JSON and as server-sent events.
 *
 * <p>May use {@code server}, {@code pbx}, {@code configuration}, what tells events ({@code
 * scenario}, {@code interpreter}, {@code coverage}), what draws them ({@code picture}, {@code
 * check}, {@code document}), {@code call}, {@code service}, and Jetty.
 */
@NullMarked
package org.ozml.server.console;

import org.jspecify.annotations.NullMarked;
