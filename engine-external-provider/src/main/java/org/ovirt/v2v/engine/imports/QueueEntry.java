package org.ovirt.v2v.engine.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.ovirt.v2v.engine.InvalidFieldException;

/**
 * What a user has decided about an import's place in the queue.
 *
 * @param priority 0 to 100; the higher ones begin first
 * @param paused whether it is kept from beginning
 */
@Embeddable
public record QueueEntry(@Column(name = "priority") int priority, @Column(name = "paused") boolean paused) {
    /** Unless somebody asks for another one. */
    public static final int USUAL_PRIORITY = 50;

    public static final int HIGHEST_PRIORITY = 100;

    /** A priority as it may be; throws what is wrong with it. */
    public static int checkedPriority(int priority) {
        if (priority < 0 || priority > HIGHEST_PRIORITY) {
            throw new InvalidFieldException(
                    "priority",
                    "A priority is a number from 0 to " + HIGHEST_PRIORITY + "; the higher ones begin first.");
        }
        return priority;
    }

    public static QueueEntry of(int priority) {
        return new QueueEntry(priority, false);
    }

    QueueEntry withPriority(int other) {
        return new QueueEntry(other, paused);
    }

    public QueueEntry withPaused(boolean other) {
        return new QueueEntry(priority, other);
    }
}
