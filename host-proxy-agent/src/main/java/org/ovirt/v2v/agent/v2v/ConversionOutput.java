package org.ovirt.v2v.agent.v2v;

import java.util.List;
import org.ovirt.v2v.model.conversion.DiskProgress;
import org.ovirt.v2v.model.conversion.Phase;

/**
 * What the output of one virt-v2v tells so far. Its three streams may be fed in chunks of any size, cut anywhere; lines that are
 * not known change nothing. Says nothing about the outcome: that is the exit code's business.
 */
public final class ConversionOutput {
    private static final int LONGEST_STAGE = 200;

    private final LineSplitter outputLines = new LineSplitter();
    private final LineSplitter errorLines = new LineSplitter();
    private final LineSplitter jsonLines = new LineSplitter();
    private final Warnings warnings = new Warnings();
    private final ErrorText errors = new ErrorText();
    private final SourceLoss loss = new SourceLoss();
    private final CopyProgress copy;
    private final Runnable phaseChanged;
    private Phase phase = Phase.OPENING_SOURCE;
    private volatile String lastStage = "";

    /**
     * Output of which nothing has been read.
     *
     * @param capacities of the disks in bytes, in the order in which they are copied; empty if they are not known
     * @param phaseChanged is run whenever a new phase has begun
     */
    public ConversionOutput(List<Long> capacities, Runnable phaseChanged) {
        this.copy = new CopyProgress(capacities);
        this.phaseChanged = phaseChanged;
    }

    public void standardOutput(byte[] bytes, int length) {
        for (LineSplitter.Line line : outputLines.feed(bytes, length)) {
            StageMessage.parse(line.text()).ifPresent(this::stage);
            if (copy.standardOutput(line)) {
                loss.over();
            }
            warnings.standardOutput(line);
        }
    }

    public void standardError(byte[] bytes, int length) {
        for (LineSplitter.Line line : errorLines.feed(bytes, length)) {
            if (copy.standardError(line)) {
                loss.over();
            }
            errors.standardError(line);
            loss.standardError(line.text());
        }
    }

    /** Takes what virt-v2v writes to the file given with {@code --machine-readable}. */
    public void machineReadable(byte[] bytes, int length) {
        for (LineSplitter.Line line : jsonLines.feed(bytes, length)) {
            JsonMessage.parse(line.text()).ifPresent(message -> {
                warnings.json(message);
                errors.json(message);
            });
        }
    }

    /** Never goes back. */
    public Phase phase() {
        return phase;
    }

    /** What is being done, for people, and what keeps it from getting on. */
    public String description() {
        boolean copying = phase == Phase.COPYING_DISKS && copy.current() > 0;
        String deed = copying ? "Copying disk " + copy.current() + "/" + copy.count() : phase.description();
        return loss.description().map(obstacle -> deed + "; " + obstacle).orElse(deed);
    }

    public List<DiskProgress> disks() {
        return copy.disks();
    }

    /** The copy over all disks by their size, 0 to 100. */
    public int progress() {
        return copy.overall();
    }

    public List<String> warnings() {
        return warnings.list();
    }

    /** The tool's own words about what went wrong; may be empty. */
    public String errorSummary() {
        return errors.summary();
    }

    /** Everything that may hold the cause of a failure. */
    public String errorText() {
        return errors.everything();
    }

    /** What the programs that read and write disks have said last. */
    List<String> helperWords() {
        return errors.helperWords();
    }

    /**
     * All that was printed before somebody began to listen has been read, one file after the other: whether virt-v2v got on after
     * nbdkit's words is not known. A loss that lasts will be told again.
     */
    public void caughtUp() {
        loss.mayBeOver();
    }

    SourceLoss loss() {
        return loss;
    }

    /** What virt-v2v has begun last, in its own words; empty before it has said anything. Any thread may ask. */
    public String lastStage() {
        return lastStage;
    }

    private void stage(String message) {
        lastStage = message.substring(0, Math.min(message.length(), LONGEST_STAGE));
        loss.over();
        copy.stage(message);
        PhaseParser.of(message).filter(next -> next.compareTo(phase) > 0).ifPresent(this::enter);
    }

    private void enter(Phase next) {
        phase = next;
        if (next.compareTo(Phase.COPYING_DISKS) > 0) {
            copy.finish();
        }
        phaseChanged.run();
    }
}
