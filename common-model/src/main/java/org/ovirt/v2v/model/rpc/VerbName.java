package org.ovirt.v2v.model.rpc;

/** The verbs that the agent answers. {@code Host.*} are VDSM's, {@code V2V.*} are ours. */
public enum VerbName {
    PING("Host.ping2"),
    GET_CAPABILITIES("Host.getCapabilities"),
    GET_STATS("Host.getStats"),
    GET_EXTERNAL_VMS("Host.getExternalVMs"),
    GET_EXTERNAL_VM_NAMES("Host.getExternalVMNames"),
    CONVERT_EXTERNAL_VM("Host.convertExternalVm"),
    GET_CONVERTED_VM("Host.getConvertedVm"),
    ABORT_JOB("Host.abortV2VJob"),
    DELETE_JOB("Host.deleteV2VJob"),
    /** {jobid} → {@link org.ovirt.v2v.model.conversion.JobReport}. */
    GET_JOB("V2V.getJob"),
    /** {} → list of {@link org.ovirt.v2v.model.conversion.JobReport}. */
    LIST_JOBS("V2V.listJobs"),
    /** {@link JobLogParams} → {@link JobLogPart}, also of a job that was deleted lately. */
    GET_JOB_LOG("V2V.getJobLog"),
    /** {jobid} → true; a job that waits for something makes its next attempt at once. */
    RETRY_JOB("V2V.retryJob"),
    /** {jobid} → true; a job that waits for something ends without it, and what it has left is owed. */
    GIVE_UP_JOB("V2V.giveUpJob"),
    /** {} → list of {@link OwedRemoval}. */
    GET_OWED_REMOVALS("V2V.getOwedRemovals"),
    /** {} → true; all of them are tried again at once, and what ended jobs have left unnoticed is looked for. */
    RETRY_OWED_REMOVALS("V2V.retryOwedRemovals"),
    /** {path} → {@link org.ovirt.v2v.model.exportdomain.ExportDomainInfo}. */
    OPEN_EXPORT_DOMAIN("V2V.openExportDomain"),
    /** {path, name, remotePath} → {@link org.ovirt.v2v.model.exportdomain.ExportDomainInfo}. */
    CREATE_EXPORT_DOMAIN("V2V.createExportDomain"),
    /** {path} → list of {@link org.ovirt.v2v.model.exportdomain.ExportedVm}. */
    LIST_EXPORTED_VMS("V2V.listExportedVms"),
    /** {@link ExportedVmParams} → the machine's OVF as it lies there. */
    GET_EXPORTED_VM_OVF("V2V.getExportedVmOvf"),
    /** {path} → {@link org.ovirt.v2v.model.exportdomain.ExportDomainCheck}. */
    CHECK_EXPORT_DOMAIN("V2V.checkExportDomain"),
    /** {@link ExportedVmParams} → whether there was such a machine. */
    REMOVE_EXPORTED_VM("V2V.removeExportedVm"),
    /** {@link SourceParams} → the server's certificate as PEM, whether trusted or not, so that it can be pinned. */
    GET_SOURCE_CERTIFICATE("V2V.getSourceCertificate"),
    /** {@link SourceParams} → list of the host keys that a Xen host shows, as texts, the best first, so that one can be confirmed. */
    GET_SOURCE_HOST_KEYS("V2V.getSourceHostKeys"),
    /** {@link SourceParams} → {@link SourceDescription}. */
    DESCRIBE_SOURCE("V2V.describeSource"),
    /** {@link AgentLogParams} → {@link AgentLog}. */
    GET_AGENT_LOG("V2V.getAgentLog");

    private final String wireName;

    VerbName(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
