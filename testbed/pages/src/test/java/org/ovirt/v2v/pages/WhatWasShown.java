package org.ovirt.v2v.pages;

import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Adds to the failure of a test what its visitors saw at the end, in the first line: where nothing but the log of a run is left,
 * it is all that one has. JUnit finds it by its name in {@code META-INF/services}.
 */
public final class WhatWasShown implements BeforeTestExecutionCallback, TestExecutionExceptionHandler {
    @Override
    public void beforeTestExecution(ExtensionContext context) {
        Visitor.forgetShown();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
        String words = String.valueOf(failure.getMessage());
        String first = words.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        throw new AssertionError(first + " | " + String.join(" | ", Visitor.lastShown()) + "\n" + words, failure);
    }
}
