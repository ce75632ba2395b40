package org.ovirt.v2v.agent.exportdomain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;

/**
 * What a helper process answers, and how that and the request are written.
 *
 * @param result null if there is none
 * @param failure null unless the request could not be done
 * @param passing whether the failure is that the domain cannot be looked at or changed at present
 * @param refusal what is wrong with the request; null if nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DomainAnswer<T>(T result, Failure failure, boolean passing, String refusal) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static byte[] write(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be written as JSON", e);
        }
    }

    static DomainRequest request(byte[] content) throws IOException {
        return MAPPER.readValue(content, DomainRequest.class);
    }

    static <T> DomainAnswer<T> read(byte[] content, TypeReference<DomainAnswer<T>> type) throws FailureException {
        try {
            return MAPPER.readValue(content, type);
        } catch (IOException e) {
            throw new FailureException(
                    FailureCode.INTERNAL, "The answer of the process that looks at the export domain is none.", e);
        }
    }

    static DomainAnswer<Object> of(Object result) {
        return new DomainAnswer<>(result, null, false, null);
    }

    static DomainAnswer<Object> failed(Failure failure, boolean passing) {
        return new DomainAnswer<>(null, failure, passing, null);
    }

    static DomainAnswer<Object> refused(String why) {
        return new DomainAnswer<>(null, null, false, why);
    }

    /** The result; throws what the helper met. */
    T require() throws FailureException, DomainUnavailableException {
        if (refusal != null) {
            throw new IllegalArgumentException(refusal);
        }
        if (failure != null && passing) {
            throw new DomainUnavailableException(failure, null);
        }
        if (failure != null) {
            throw new FailureException(failure);
        }
        return result;
    }
}
