package org.ovirt.v2v.engine.security;

/** Wrong passwords that come faster than over HTTP, where a busy machine takes longer for each than the first pauses last. */
public final class TestingGuesses {
    private TestingGuesses() {}

    public static void at(LoginThrottle throttle, String account, String address, int times) {
        for (int guess = 0; guess < times; guess++) {
            throttle.failed(address, account);
        }
    }
}
