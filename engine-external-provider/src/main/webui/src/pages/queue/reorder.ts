export interface Waiting {
  id: string;
  priority: number;
}

export const LOWEST = 0;
export const HIGHEST = 100;

/**
 * The priorities by which one that waits comes to stand elsewhere; nothing else changes its place. Where those around it are all of the
 * same priority, either those above become more urgent or those below less, whichever are fewer.
 *
 * @param order as they stand now, so that priorities fall
 * @param from which one is moved
 * @param to before which one, in the order as it stands now; its length means behind all
 * @returns undefined if there are not enough priorities for that
 */
export function reorder(order: readonly Waiting[], from: number, to: number): Waiting[] | undefined {
  const moved = order[from];
  if (moved === undefined || to === from || to === from + 1) return [];
  const above = order.slice(0, to).filter((each) => each !== moved);
  const below = order.slice(to).filter((each) => each !== moved);
  const highest = below[0]?.priority ?? LOWEST - 1;
  const lowest = above.at(-1)?.priority ?? HIGHEST + 1;
  if (lowest - highest > 1) {
    // as near to the one that it is moved past as can be
    const priority = to < from ? highest + 1 : lowest - 1;
    return [{ id: moved.id, priority: Math.min(HIGHEST, Math.max(LOWEST, priority)) }];
  }
  const raised = shifted([...above].reverse(), highest + 1, 1);
  const lowered = shifted(below, lowest - 1, -1);
  const ways = [
    { moved: { id: moved.id, priority: highest + 1 }, others: raised },
    { moved: { id: moved.id, priority: lowest - 1 }, others: lowered },
  ];
  const best = ways
    .filter((way) => [way.moved, ...way.others].every(({ priority }) => priority >= LOWEST && priority <= HIGHEST))
    .sort((one, other) => one.others.length - other.others.length)[0];
  // those farthest away first: at no time one comes to stand where nobody wanted it
  return best && [...best.others.reverse(), best.moved];
}

/** Moves priorities away from one, in the direction of the sign; those that are equal stay equal. */
function shifted(others: readonly Waiting[], from: number, sign: 1 | -1): Waiting[] {
  const changed: Waiting[] = [];
  let taken = from;
  let before: Waiting | undefined;
  let last = from;
  for (const each of others) {
    if (before?.priority === each.priority) {
      taken = last;
    } else {
      if ((each.priority - last) * sign > 0) break;
      taken = last + sign;
    }
    if (taken !== each.priority) changed.push({ id: each.id, priority: taken });
    before = each;
    last = taken;
  }
  return changed;
}
