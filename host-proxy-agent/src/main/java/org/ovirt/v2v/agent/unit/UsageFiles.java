package org.ovirt.v2v.agent.unit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ovirt.v2v.model.conversion.ConversionUsage;

/**
 * Reads what the kernel says of a control group: lines of its files, each with the file's name before it. Which files there are depends
 * on the kernel, on the version of control groups and on what is counted; what is not there is not told.
 */
public final class UsageFiles {
    private static final long MICROS_PER_MILLI = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private UsageFiles() {}

    /** Empty if the lines say nothing. */
    public static Optional<ConversionUsage> parse(List<String> lines) {
        List<List<String>> all = lines.stream()
                .map(line -> List.of(line.strip().split("\\s+", -1)))
                .toList();
        ConversionUsage usage = new ConversionUsage(
                first(
                        scaled(after(all, "cpu.stat", "usage_usec"), MICROS_PER_MILLI),
                        scaled(after(all, "cpuacct.usage"), NANOS_PER_MILLI)),
                first(after(all, "memory.peak"), after(all, "memory.max_usage_in_bytes")),
                first(ofDevices(all, "rbytes="), ofOldDevices(all, "Read")),
                first(ofDevices(all, "wbytes="), ofOldDevices(all, "Write")));
        return Optional.of(usage).filter(ConversionUsage::tellsAnything);
    }

    /** The figure that follows these words. */
    private static OptionalLong after(List<List<String>> all, String... words) {
        return all.stream()
                .filter(line -> line.size() == words.length + 1
                        && line.subList(0, words.length).equals(List.of(words)))
                .flatMapToLong(line -> figure(line.get(words.length)))
                .findFirst();
    }

    /** {@code io.stat 8:0 rbytes=1 wbytes=2 rios=3 ...}, a line for each device. */
    private static OptionalLong ofDevices(List<List<String>> all, String key) {
        return sum(all.stream()
                .filter(line -> line.get(0).equals("io.stat"))
                .flatMap(List::stream)
                .filter(word -> word.startsWith(key))
                .flatMapToLong(word -> figure(word.substring(key.length()))));
    }

    /** {@code blkio.throttle.io_service_bytes 8:0 Read 1}. */
    private static OptionalLong ofOldDevices(List<List<String>> all, String direction) {
        return sum(all.stream()
                .filter(line -> line.size() == 4
                        && line.get(0).equals("blkio.throttle.io_service_bytes")
                        && line.get(2).equals(direction))
                .flatMapToLong(line -> figure(line.get(3))));
    }

    private static OptionalLong sum(LongStream figures) {
        return figures.reduce(Long::sum);
    }

    private static OptionalLong scaled(OptionalLong figure, long divisor) {
        return figure.isPresent() ? OptionalLong.of(figure.getAsLong() / divisor) : figure;
    }

    private static Long first(OptionalLong one, OptionalLong other) {
        return Stream.of(one, other)
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong)
                .findFirst()
                .orElse(null);
    }

    private static LongStream figure(String text) {
        try {
            return LongStream.of(Long.parseLong(text)).filter(figure -> figure >= 0);
        } catch (NumberFormatException e) {
            return LongStream.empty();
        }
    }
}
