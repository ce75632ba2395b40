package org.ovirt.v2v.agent.attack;

/**
 * What a hostile client, or source, does to an agent.
 *
 * @param name for people
 * @param body what it does; throws if the agent does not answer as it should
 */
record Attack(String name, Body body) {
    /** Done once. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }
}
