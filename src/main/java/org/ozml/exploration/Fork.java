package org.ozml.exploration;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ozml.document.Place;

/**
 * A moment at which a call could go several ways.
 *
 * @param state equal for moments from which it goes on alike
 * @param choices at least two, the usual one first
 * @param menu where keys are awaited; null: none are
 * @param visible what can be interrupted, see {@link Situation}
 * @param moment which moment of the path it is, from 1
 */
record Fork(UUID state, List<Choice> choices, @Nullable Place menu, String visible, int moment) {}
