package org.ovirt.v2v.pages;

import java.util.List;

/** What keeps a page from answering: tasks of at least 50 ms, by the browser's own account. */
record LongTasks(Visitor visitor) {
    private static final String WATCH =
            """
            window.longTasks = [];
            new PerformanceObserver(list => list.getEntries().forEach(task => window.longTasks.push(task.duration)))
                .observe({type: 'longtask', buffered: true});
            """;

    /** From the next page on. */
    static LongTasks watch(Visitor visitor) {
        visitor.page().addInitScript(WATCH);
        return new LongTasks(visitor);
    }

    /** The longest since the last time, in milliseconds, when nothing has been done to the page for a moment; 0 if there was none. */
    long longest() {
        visitor.page()
                .evaluate(
                        "() => new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 300))");
        List<?> tasks = (List<?>) visitor.page().evaluate("() => window.longTasks.splice(0)");
        return tasks.stream()
                .mapToLong(task -> ((Number) task).longValue())
                .max()
                .orElse(0);
    }
}
