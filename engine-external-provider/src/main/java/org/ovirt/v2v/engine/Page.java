package org.ovirt.v2v.engine;

import java.util.List;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 */
public record Page<T>(List<T> items, int total) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of a list.
     *
     * @param max how many on a page; 0 means all
     * @param number from 1
     */
    public static <T> Page<T> of(List<T> all, int max, int number) {
        if (max == 0) {
            return new Page<>(all, all.size());
        }
        int from = (int) Math.min((long) max * (number - 1), all.size());
        return new Page<>(all.subList(from, (int) Math.min((long) from + max, all.size())), all.size());
    }
}
