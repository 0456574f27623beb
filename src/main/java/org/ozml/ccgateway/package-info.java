/**
 * The agent interface of a contact centre (CC-Gateway): agents, skill queues, what desktops order
 * and what they are told. Everything here runs on the switchboard's loop and knows no HTTP; {@code
 * ccgateway.http} brings orders in and carries events out. May use {@code call} and {@code
 * configuration}.
 */
@NullMarked
package org.ozml.ccgateway;

import org.jspecify.annotations.NullMarked;
