import { expect, it } from "vitest";
import { messageReader } from "./sse";

it("puts messages together that come in pieces, and leaves heart beats out", () => {
  const read = messageReader();
  expect(read("content-type:application/json\nid:7\nevent:import\nda")).toEqual([]);
  expect(read('ta:{"id":"a"}\n\n:heart-beat\nid:7\n\nid:8\ndata: b\n')).toEqual([{ id: "7", event: "import", data: '{"id":"a"}' }]);
  expect(read("data:c\n\n")).toEqual([{ id: "8", event: "message", data: "b\nc" }]);
});
