package org.ozml.debugger;

import org.ozml.simulator.World;

/**
 * What the user let somebody do in the call.
 *
 * @param steps of the stage that come before it: what one step does, happens at once
 * @param events how much had happened where the user stood
 * @param time when, in nanoseconds of virtual time
 * @param number who
 */
public record Act(int steps, int events, long time, String number, World.Doing doing) {}
