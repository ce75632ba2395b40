/** What {@code bench/attacks} does to an agent, and what it makes sure of meanwhile. */
package org.ovirt.v2v.agent.attack;
