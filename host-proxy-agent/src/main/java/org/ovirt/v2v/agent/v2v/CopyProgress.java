package org.ovirt.v2v.agent.v2v;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovirt.v2v.model.conversion.DiskProgress;

/**
 * How far the copy is. Two streams tell of it, and which of their lines came first is not known: stage messages on standard
 * output say which disk is being copied, bars on standard error (virt-v2v 2) how far it is. A bar that ended with a line feed
 * ends its disk, so that the bars count disks by themselves. virt-v2v 1 writes the percentage to standard output.
 */
final class CopyProgress {
    private static final Pattern DISK = Pattern.compile("Copying disk (\\d{1,4})/(\\d{1,4})\\b.*");
    private static final Pattern BAR = Pattern.compile("\\S{0,4}\\s+(\\d{1,3})% \\[[*-]+\\]");
    private static final Pattern PERCENTAGE = Pattern.compile("\\s+\\((\\d{1,3})(?:\\.\\d+)?/100%\\)");

    /** More than virt-v2v copies. */
    private static final int MOST_DISKS = 1024;

    private final List<Long> capacities;
    private final List<Integer> percentages = new ArrayList<>();
    private int announced;
    private int endedBars;
    private int told;

    CopyProgress(List<Long> capacities) {
        this.capacities = List.copyOf(capacities);
        capacities.forEach(capacity -> percentages.add(0));
    }

    /** Takes a stage message. */
    void stage(String message) {
        Matcher matcher = DISK.matcher(message);
        if (!matcher.matches()) {
            return;
        }
        int disk = Integer.parseInt(matcher.group(1));
        int disks = Integer.parseInt(matcher.group(2));
        if (disk < 1 || disk > disks || disks > MOST_DISKS) {
            return;
        }
        while (percentages.size() < disks) {
            percentages.add(0);
        }
        announced = Math.max(announced, disk);
        for (int before = 1; before < announced; before++) {
            raise(before, 100);
        }
    }

    /** Takes a line of standard output; true if it is the percentage of virt-v2v 1, otherwise it changes nothing. */
    boolean standardOutput(LineSplitter.Line line) {
        Matcher matcher = PERCENTAGE.matcher(line.text());
        if (announced == 0 || !matcher.matches()) {
            return false;
        }
        raise(announced, Integer.parseInt(matcher.group(1)));
        return true;
    }

    /** Takes a line of standard error; true if it is a bar, otherwise it changes nothing. */
    boolean standardError(LineSplitter.Line line) {
        Matcher matcher = BAR.matcher(line.text());
        if (!matcher.matches()) {
            return false;
        }
        raise(endedBars + 1, Integer.parseInt(matcher.group(1)));
        if (line.ended()) {
            endedBars++;
        }
        return true;
    }

    void finish() {
        for (int disk = 1; disk <= percentages.size(); disk++) {
            raise(disk, 100);
        }
    }

    List<DiskProgress> disks() {
        List<DiskProgress> disks = new ArrayList<>();
        for (int i = 0; i < percentages.size(); i++) {
            disks.add(new DiskProgress(i + 1, capacity(i), percentages.get(i)));
        }
        return disks;
    }

    /** Over all disks by their size, 0 to 100. Never goes back, not even when there turn out to be more disks than were known. */
    int overall() {
        told = Math.max(told, copied());
        return told;
    }

    private int copied() {
        boolean sizesKnown =
                percentages.size() == capacities.size() && capacities.stream().allMatch(size -> size > 0);
        double done = 0;
        double all = 0;
        for (int i = 0; i < percentages.size(); i++) {
            double weight = sizesKnown ? capacities.get(i) : 1;
            done += weight * percentages.get(i);
            all += weight;
        }
        return all == 0 ? 0 : (int) Math.floor(done / all);
    }

    /** The disk being copied, from 1; 0 before the first. */
    int current() {
        int copying = percentages.isEmpty() ? 0 : Math.min(Math.max(announced, endedBars + 1), percentages.size());
        return announced == 0 ? 0 : copying;
    }

    int count() {
        return percentages.size();
    }

    private void raise(int disk, int percentage) {
        if (disk <= percentages.size()) {
            percentages.set(disk - 1, Math.max(percentages.get(disk - 1), Math.min(percentage, 100)));
        }
    }

    private long capacity(int index) {
        return index < capacities.size() ? capacities.get(index) : 0;
    }
}
