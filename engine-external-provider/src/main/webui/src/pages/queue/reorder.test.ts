import { describe, expect, it } from "vitest";
import { reorder, type Waiting } from "./reorder";

function queue(...priorities: number[]): Waiting[] {
  return priorities.map((priority, index) => ({ id: "abcdefgh".charAt(index), priority }));
}

/** The order that the engine makes of it; those of one priority stay as they are. */
function after(order: Waiting[], from: number, to: number): string {
  const changes = new Map(reorder(order, from, to)?.map((each) => [each.id, each.priority]));
  return order
    .map((each) => ({ ...each, priority: changes.get(each.id) ?? each.priority }))
    .sort((one, other) => other.priority - one.priority)
    .map((each) => each.id)
    .join("");
}

describe("one that is dragged in the queue", () => {
  it("comes to the top by its own priority alone", () => {
    expect(reorder(queue(50, 50, 50), 2, 0)).toEqual([{ id: "c", priority: 51 }]);
  });

  it("comes to the end by its own priority alone", () => {
    expect(reorder(queue(50, 50, 50), 0, 3)).toEqual([{ id: "a", priority: 49 }]);
  });

  it("stays where it is when it is dropped there", () => {
    expect(reorder(queue(50, 50), 1, 1)).toEqual([]);
    expect(reorder(queue(50, 50), 1, 2)).toEqual([]);
  });

  it("takes a priority between its new neighbours if there is one", () => {
    expect(reorder(queue(80, 50, 20), 2, 1)).toEqual([{ id: "c", priority: 51 }]);
    expect(reorder(queue(80, 50, 20), 0, 2)).toEqual([{ id: "a", priority: 49 }]);
  });

  it("moves the fewer of those that are in its way", () => {
    expect(reorder(queue(50, 50, 50, 50), 3, 1)).toEqual([
      { id: "a", priority: 52 },
      { id: "d", priority: 51 },
    ]);
    expect(reorder(queue(50, 50, 50, 50), 0, 3)).toEqual([
      { id: "d", priority: 48 },
      { id: "a", priority: 49 },
    ]);
  });

  it("pushes on whom those in its way would come to stand beside", () => {
    expect(reorder(queue(52, 51, 50, 50, 50, 50), 5, 3)).toBeDefined();
    expect(after(queue(52, 51, 50, 50, 50, 50), 5, 3)).toBe("abcfde");
  });

  it("is told when there are no priorities left", () => {
    const all = Array.from({ length: 102 }, (_, index) => ({ id: String(index), priority: Math.max(0, 100 - index) }));
    expect(reorder(all, 101, 1)).toBeUndefined();
    expect(reorder(queue(100, 100, 0), 2, 1)).toEqual([
      { id: "b", priority: 98 },
      { id: "c", priority: 99 },
    ]);
  });

  it("stands where it was dropped, wherever that is", () => {
    for (const order of [queue(50, 50, 50, 50), queue(100, 100, 100), queue(0, 0, 0), queue(70, 70, 50, 49, 49, 10)]) {
      const ids = order.map((each) => each.id);
      for (let from = 0; from < ids.length; from++) {
        for (let to = 0; to <= ids.length; to++) {
          const wanted = ids.filter((_, index) => index !== from);
          wanted.splice(to > from ? to - 1 : to, 0, ids[from]!);
          expect(after(order, from, to)).toBe(wanted.join(""));
        }
      }
    }
  });
});
