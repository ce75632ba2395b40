package org.ovirt.v2v.engine.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.ovirt.v2v.engine.FailureException;
import org.ovirt.v2v.model.conversion.Failure;
import org.ovirt.v2v.model.conversion.FailureCode;
import org.ovirt.v2v.model.rpc.RpcErrorCode;
import org.ovirt.v2v.model.rpc.VerbName;
import org.ovirt.vdsm.jsonrpc.client.JsonRpcResponse;

/** What becomes of an agent's errors. */
class AgentAnswerTest {
    private static final HostAddress HOST = new HostAddress("proxy.example", 54321);

    @Test
    void anAgentThatIsStartingIsAskedAgainAsIfItDidNotListenYet() {
        Failure failure = failureOf(error(RpcErrorCode.RECOVERY));

        assertThat(failure.code()).isEqualTo(FailureCode.HOST_UNREACHABLE);
        assertThat(failure.message()).contains("proxy.example", "is just starting");
    }

    @Test
    void anAgentThatIsAskedForTooMuchIsBusy() {
        ObjectNode error = error(RpcErrorCode.INTERNAL_ERROR);
        error.set("data", Wire.MAPPER.valueToTree(Failure.of(FailureCode.HOST_BUSY, "Too much at once.")));

        assertThat(failureOf(error)).isEqualTo(Failure.of(FailureCode.HOST_BUSY, "Too much at once."));
    }

    @Test
    void aConvertedMachineThatIsNotThereAnyMoreIsNotFound() {
        Failure failure = failureOf(error(RpcErrorCode.NO_SUCH_OVF));

        assertThat(failure.code()).isEqualTo(FailureCode.VM_NOT_FOUND);
        assertThat(failure.message()).contains("proxy.example", "any more");
    }

    @Test
    void whatNobodyExpectsIsTold() {
        Failure failure = failureOf(error(RpcErrorCode.GENERAL));

        assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL);
        assertThat(failure.message()).contains("proxy.example", "Host.convertExternalVm", "error 100");
    }

    private static ObjectNode error(RpcErrorCode code) {
        return JsonNodeFactory.instance.objectNode().put("code", code.code()).put("message", code.message());
    }

    private static Failure failureOf(ObjectNode error) {
        JsonRpcResponse response = new JsonRpcResponse(NullNode.getInstance(), error, TextNode.valueOf("1"));
        AgentAnswer answer = new AgentAnswer(HOST, VerbName.CONVERT_EXTERNAL_VM, response);
        return catchThrowableOfType(FailureException.class, answer::orThrow).failure();
    }
}
