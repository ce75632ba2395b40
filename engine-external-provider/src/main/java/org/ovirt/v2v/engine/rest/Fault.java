package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRootName;
import org.ovirt.v2v.model.conversion.Failure;

/**
 * Why a request failed; oVirt's element with members of our own from {@code code} on.
 *
 * @param detail oVirt puts the messages in brackets
 * @param code a {@link org.ovirt.v2v.model.conversion.FailureCode}, or null
 * @param field the path of the field that is wrong, or null
 * @param output the words of the tool that failed, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonRootName("fault")
record Fault(String reason, String detail, String code, String remedy, String field, String output) {
    private static final String FAILED = "Operation Failed";

    static Fault of(Failure failure) {
        return new Fault(
                FAILED, "[" + failure.message() + "]", failure.code().name(), failure.remedy(), null, failure.detail());
    }

    /** A fault whose message is all there is to say. */
    static Fault of(String message, String remedy) {
        return new Fault(FAILED, "[" + message + "]", null, remedy, null, null);
    }

    static Fault ofField(String field, String message) {
        return new Fault(FAILED, "[" + message + "]", "INVALID_REQUEST", null, field, null);
    }

    static Fault incomplete(String message) {
        return new Fault("Incomplete parameters", message, "INVALID_REQUEST", null, null, null);
    }
}
