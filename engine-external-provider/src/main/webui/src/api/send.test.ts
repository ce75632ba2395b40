import { afterEach, expect, it, vi } from "vitest";
import { send } from "./send";

const held = vi.hoisted(() => ({ token: "one" }));

vi.mock("../webadmin/embedded", () => ({
  embedded: {
    grant: async () => ({ token: "one" }),
    renewed: async () => ({ token: held.token }),
  },
}));

afterEach(() => vi.unstubAllGlobals());

/** An engine that knows this token only. */
function engineThatKnows(known: string) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const token = request.headers.get("Authorization");
    asked.push(`${request.method} ${token} ${request.credentials} ${await request.text()}`);
    return new Response("", { status: token === `Bearer ${known}` ? 200 : 401 });
  });
  return asked;
}

it("shows the token of webadmin's user, and no cookie", async () => {
  const asked = engineThatKnows("one");
  expect((await send("https://v2v.example/hosts", { credentials: "include" })).status).toBe(200);
  expect(asked).toEqual(["GET Bearer one omit "]);
});

it("sends a refused request once more, as it was, with the token that holds now", async () => {
  held.token = "two";
  const asked = engineThatKnows("two");
  const request = new Request("https://v2v.example/hosts", { method: "POST", body: "a host" });
  expect((await send(request)).status).toBe(200);
  expect(asked).toEqual(["POST Bearer one omit a host", "POST Bearer two omit a host"]);
});

it("gives up when webadmin has no other token", async () => {
  held.token = "one";
  const asked = engineThatKnows("two");
  expect((await send("https://v2v.example/hosts")).status).toBe(401);
  expect(asked).toHaveLength(1);
});
