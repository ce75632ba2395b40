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
 * @param error the detail once more where users sign in and out, or null
 * @param errorCode what kind of error it is there, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonRootName("fault")
record Fault(
        String reason,
        String detail,
        String code,
        String remedy,
        String field,
        String output,
        String error,
        String errorCode) {
    private static final String FAILED = "Operation Failed";
    private static final String SIGN_IN = "/ovirt-engine/sso/";
    private static final String SIGN_OUT = "/ovirt-engine/services/sso-logout";
    private static final int TOO_MANY = 429;

    Fault(String reason, String detail, String code, String remedy, String field, String output) {
        this(reason, detail, code, remedy, field, output, null, null);
    }

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

    /** As it is answered at this path: where users sign in and out, oVirt's clients know a refusal only by its {@code error}. */
    Fault at(String path, int status) {
        if (!path.startsWith(SIGN_IN) && !path.equals(SIGN_OUT)) {
            return this;
        }
        boolean isForLater = status >= 500 || status == TOO_MANY;
        return new Fault(
                reason, detail, code, remedy, field, output, detail, isForLater ? "server_error" : "invalid_request");
    }

    static Fault incomplete(String message) {
        return new Fault("Incomplete parameters", message, "INVALID_REQUEST", null, null, null);
    }
}
