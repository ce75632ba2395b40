package org.ovirt.v2v.agent.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Main class of a helper process that does what a test tells it. */
public final class TestingHelper {
    private static final Duration STEP = Duration.ofMillis(50);

    private TestingHelper() {}

    /** Starts when the file that is named is there, or at once. */
    public static void main(String[] arguments) {
        while (arguments.length > 0 && Files.notExists(Path.of(arguments[0]))) {
            LockSupport.parkNanos(STEP.toNanos());
        }
        new HelperServer(TestingHelper::answer, System.out).run(System.in);
    }

    /** Answers with its pid: {@code pid} at once, {@code work N} after so many steps, each with a sign of life, {@code hang} never. */
    private static byte[] answer(byte[] request) {
        String[] words = new String(request, StandardCharsets.UTF_8).split(" ", -1);
        if (words[0].equals("work")) {
            for (int step = 0; step < Integer.parseInt(words[1]); step++) {
                LockSupport.parkNanos(STEP.toNanos());
                SignOfLife.show();
            }
        }
        while (words[0].equals("hang")) {
            LockSupport.park();
        }
        return Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
    }
}
