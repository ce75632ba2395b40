package org.ovirt.v2v.agent.rpc.verbs;

import java.util.List;
import java.util.function.IntFunction;
import org.ovirt.v2v.agent.host.HostInspection;
import org.ovirt.v2v.agent.rpc.RpcJson;
import org.ovirt.v2v.agent.rpc.Verb;
import org.ovirt.v2v.agent.rpc.Verb.Reach;
import org.ovirt.v2v.model.rpc.AgentLog;
import org.ovirt.v2v.model.rpc.AgentLogParams;
import org.ovirt.v2v.model.rpc.VerbName;

/** The verbs about this host and the agent itself. */
public final class HostVerbs {
    private HostVerbs() {}

    /** Takes the log as a function from a number to that many of its latest lines. */
    public static List<Verb> of(HostInspection host, IntFunction<List<String>> log, RpcJson json) {
        return List.of(
                ping(),
                new VerbRow(VerbName.GET_CAPABILITIES, Reach.AGENT, params -> host.capabilities()),
                VerbRow.of(
                        VerbName.GET_AGENT_LOG,
                        Reach.RECORDS,
                        json,
                        AgentLogParams.class,
                        wanted -> new AgentLog(log.apply(wanted.lines()))));
    }

    /** Tells that somebody is there. */
    public static Verb ping() {
        return new VerbRow(VerbName.PING, Reach.AGENT, params -> true);
    }
}
