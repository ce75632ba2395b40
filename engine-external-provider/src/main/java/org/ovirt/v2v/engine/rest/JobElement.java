package org.ovirt.v2v.engine.rest;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.ovirt.engine.sdk4.builders.JobBuilder;
import org.ovirt.engine.sdk4.builders.StepBuilder;
import org.ovirt.engine.sdk4.types.StepEnum;
import org.ovirt.engine.sdk4.types.StepStatus;
import org.ovirt.v2v.engine.jobs.Job;
import org.ovirt.v2v.engine.jobs.JobStatus;
import org.ovirt.v2v.engine.jobs.Step;
import org.ovirt.v2v.engine.jobs.StepType;
import org.ovirt.v2v.engine.rest.wire.Element;
import org.ovirt.v2v.engine.rest.wire.OvirtType;

/** Jobs and their steps as oVirt's elements. */
final class JobElement {
    private JobElement() {}

    static Element of(Job job) {
        JobBuilder element = References.job(job.id())
                .description(job.description())
                .status(status(job.status()))
                .startTime(Date.from(job.startedAt()))
                .endTime(date(job.endedAt()))
                .lastUpdated(Date.from(job.updatedAt()))
                .external(job.isExternal())
                .autoCleared(job.isAutoCleared())
                .owner(References.user(null, job.owner()));
        return OvirtType.JOB.one(element.build()).withLink("steps", ApiPath.JOBS + "/" + job.id() + "/steps");
    }

    static Element of(Step step) {
        StepBuilder element = new StepBuilder()
                .id(step.id().toString())
                .href(ApiPath.JOBS + "/" + step.jobId() + "/steps/" + step.id())
                .description(step.description())
                .type(type(step.type()))
                .number(step.number())
                .status(stepStatus(step.status()))
                .progress(step.progress())
                .startTime(Date.from(step.startedAt()))
                .endTime(date(step.endedAt()))
                .external(step.isExternal())
                .job(References.job(step.jobId()));
        step.hostId().ifPresent(host -> element.executionHost(References.host(host, null)));
        return OvirtType.STEP.one(element.build());
    }

    private static Date date(Optional<Instant> time) {
        return time.map(Date::from).orElse(null);
    }

    private static org.ovirt.engine.sdk4.types.JobStatus status(JobStatus status) {
        return switch (status) {
            case STARTED -> org.ovirt.engine.sdk4.types.JobStatus.STARTED;
            case FINISHED -> org.ovirt.engine.sdk4.types.JobStatus.FINISHED;
            case FAILED -> org.ovirt.engine.sdk4.types.JobStatus.FAILED;
            case ABORTED -> org.ovirt.engine.sdk4.types.JobStatus.ABORTED;
        };
    }

    private static StepStatus stepStatus(JobStatus status) {
        return switch (status) {
            case STARTED -> StepStatus.STARTED;
            case FINISHED -> StepStatus.FINISHED;
            case FAILED -> StepStatus.FAILED;
            case ABORTED -> StepStatus.ABORTED;
        };
    }

    private static StepEnum type(StepType type) {
        return switch (type) {
            case VALIDATING -> StepEnum.VALIDATING;
            case EXECUTING -> StepEnum.EXECUTING;
            // oVirt's API has no word of its own for conversions
            case CONVERTING_VM, UNKNOWN -> StepEnum.UNKNOWN;
            case FINALIZING -> StepEnum.FINALIZING;
        };
    }
}
