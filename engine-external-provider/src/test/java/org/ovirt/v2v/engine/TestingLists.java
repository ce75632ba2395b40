package org.ovirt.v2v.engine;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ovirt.v2v.testbed.EngineClient;

/** The lists that users look at, and how long the engine takes for one. */
final class TestingLists {
    private TestingLists() {}

    /** Paths of lists by what is on them, in the order in which they are told; those of a history of so many imports. */
    static Map<String, String> of(EngineClient client, int imports) {
        String middle = behind(client, "/imports?max=1000", imports / 2 / 1000);
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("imports, 100", "/imports");
        lists.put("imports, 100 in the middle", "/imports?after=" + middle);
        lists.put("imports, 100 of a page by its number, the 400th", "/imports?page=400");
        lists.put("imports that failed, 100", "/imports?status=failed");
        lists.put("imports that failed or were cancelled, 100", "/imports?status=failed,cancelled");
        lists.put("imports that are active, 100", "/imports?status=queued,converting");
        lists.put("jobs, 100", "/jobs?max=100");
        lists.put("jobs, 1000", "/jobs");
        lists.put("events, 100", "/events?max=100");
        lists.put("events, 1000", "/events");
        lists.put("events, 100 of a machine", "/events?max=100&search=vm.name%3Dvm-7");
        lists.put("events, 100 of a type", "/events?max=100&search=type%3D1165");
        lists.put(
                "events, 100 of a severity and host",
                "/events?max=100&search=severity%3Dnormal%20and%20host.name%3Dhost");
        lists.put("events of a host that is not there", "/events?search=host.name%3Dnone");
        return lists;
    }

    /** The key of the place behind so many pages. */
    private static String behind(EngineClient client, String path, int pages) {
        String next = client.get(path).accepted().path("next").asText();
        for (int page = 1; page < pages; page++) {
            next = client.get(path + "&after=" + next).accepted().path("next").asText();
        }
        return next;
    }

    /** How many milliseconds each of so many requests took, one after the other; the fastest first. */
    static double[] time(EngineClient client, String path, int requests) {
        double[] milliseconds = new double[requests];
        for (int request = 0; request < requests; request++) {
            long start = System.nanoTime();
            EngineClient.Answer answer = client.get(path);
            milliseconds[request] = (System.nanoTime() - start) / 1e6;
            if (!answer.isAccepted()) {
                throw new IllegalStateException(path + ": " + answer.text());
            }
        }
        Arrays.sort(milliseconds);
        return milliseconds;
    }
}
