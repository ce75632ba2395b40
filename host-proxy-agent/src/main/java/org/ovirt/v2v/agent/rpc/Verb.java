package org.ovirt.v2v.agent.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;
import org.ovirt.v2v.agent.failure.FailureException;
import org.ovirt.v2v.agent.job.JobException;
import org.ovirt.v2v.model.rpc.VerbName;

/** Answers one verb. Called on a worker thread, several at a time. */
public interface Verb {
    VerbName name();

    /** What it may have to wait for. */
    default Reach reach() {
        return Reach.AGENT;
    }

    /** Whom it asks outside this host, as told by its parameters; those that ask the same one take few of the threads at a time. */
    default Optional<String> peer(JsonNode params) {
        return Optional.empty();
    }

    /** What a verb may have to wait for. Each has threads of its own, so that one that hangs keeps no verb of another from its answer. */
    enum Reach {
        /** Nothing outside this host. */
        AGENT,
        /** Nothing outside this host either, but it takes much memory while it is made: logs and lists of jobs. */
        RECORDS,
        SOURCE,
        EXPORT_DOMAIN
    }

    /**
     * Hands over what Jackson writes as the result, once; what limits the number of large ones is held meanwhile.
     *
     * @throws RpcException an error with a code of VDSM's
     * @throws JobException answered with its code
     * @throws FailureException answered with code 65 if it is the source's, otherwise with 100, and the failure in the error's data
     * @throws IllegalArgumentException bad parameters, answered with -32602
     */
    void answer(JsonNode params, Consumer<Object> result) throws RpcException, JobException, FailureException;
}
