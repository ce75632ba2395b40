package org.ovirt.v2v.engine.host;

import java.util.Map;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Consumer;
import org.ovirt.v2v.model.conversion.JobReport;
import org.ovirt.v2v.model.rpc.EventNames;
import org.ovirt.vdsm.jsonrpc.client.events.EventSubscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the job events of one host, one at a time, and the news that its connection was lost. */
final class JobEventSubscriber extends EventSubscriber {
    private static final Logger LOG = LoggerFactory.getLogger(JobEventSubscriber.class);

    private final Consumer<JobReport> jobs;
    private final Runnable lost;
    private Subscription subscription;

    JobEventSubscriber(HostAddress host, Consumer<JobReport> jobs, Runnable lost) {
        super(host.address() + EventNames.ALL_JOBS);
        this.jobs = jobs;
        this.lost = lost;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        subscription.request(1);
    }

    @Override
    public void onNext(Map<String, Object> params) {
        try {
            params.forEach((key, value) -> {
                if (!EventNames.NOTIFY_TIME.equals(key)) {
                    jobs.accept(Wire.MAPPER.convertValue(value, JobReport.class));
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("An event of {} cannot be understood and is ignored", getSubscriptionId(), e);
        } finally {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable reason) {
        try {
            lost.run();
        } finally {
            subscription.request(1);
        }
    }

    @Override
    public void onComplete() {
        // nothing to release
    }
}
