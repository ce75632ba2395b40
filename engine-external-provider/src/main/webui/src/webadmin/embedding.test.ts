import { expect, it, vi } from "vitest";
import { embeddingIn, WEBADMIN_SILENT } from "./embedding";
import type { TokenRequest } from "./messages";

const WEBADMIN = "https://ovirt.example";

/** A frame, and what is around it: answers as told to each request. */
function framed(around: (request: TokenRequest, say: (origin: string, data: unknown) => void) => void) {
  const own = new EventTarget();
  const asked: TokenRequest[] = [];
  const say = (origin: string, data: unknown) => own.dispatchEvent(new MessageEvent("message", { origin, data }));
  const parent = {
    postMessage(request: TokenRequest) {
      asked.push(request);
      queueMicrotask(() => around(request, say));
    },
  };
  const embedding = embeddingIn(Object.assign(own, { parent }) as unknown as Window, async () => [WEBADMIN], 50);
  return { embedding, asked, say };
}

function token(request: TokenRequest, value: string) {
  return { type: "v2v-token", id: request.id, token: value, locale: "de-DE" };
}

it("takes the token that webadmin gives, and asks once for all who want it", async () => {
  const { embedding, asked } = framed((request, say) => say(WEBADMIN, token(request, "one")));
  const listener = vi.fn();
  embedding.subscribe(listener);

  const grants = await Promise.all([embedding.grant(), embedding.grant()]);

  expect(grants.map((grant) => grant.token)).toEqual(["one", "one"]);
  expect((await embedding.grant()).token).toBe("one");
  expect(asked).toHaveLength(1);
  expect(listener).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ locale: "de-DE" }));
});

it("listens to no other origin, to nothing that was not asked for, and to nothing without a token", async () => {
  const { embedding } = framed((request, say) => {
    say("https://evil.example", token(request, "evil"));
    say("null", token(request, "evil"));
    say(WEBADMIN, { ...token(request, "old"), id: "another" });
    say(WEBADMIN, { ...token(request, ""), token: "" });
    say(WEBADMIN, "token");
    say(WEBADMIN, null);
  });

  await expect(embedding.grant()).rejects.toMatchObject({ kind: "signed-out", code: WEBADMIN_SILENT });
});

it("keeps what it has when something is said later", async () => {
  const { embedding, asked, say } = framed((request, answer) => answer(WEBADMIN, token(request, "one")));
  await embedding.grant();

  say(WEBADMIN, token(asked[0]!, "two"));

  expect((await embedding.grant()).token).toBe("one");
});

it("asks again for a token that was refused, unless it has a newer one", async () => {
  let given = 0;
  const { embedding, asked } = framed((request, say) => say(WEBADMIN, token(request, `token ${++given}`)));
  await embedding.grant();

  expect((await embedding.renewed("token 1")).token).toBe("token 2");
  expect((await embedding.renewed("token 1")).token).toBe("token 2");
  expect(asked).toHaveLength(2);
});

it("asks again after nobody has answered", async () => {
  let silent = true;
  const { embedding } = framed((request, say) => {
    if (!silent) say(WEBADMIN, token(request, "one"));
  });
  await expect(embedding.grant()).rejects.toMatchObject({ code: WEBADMIN_SILENT });

  silent = false;

  expect((await embedding.grant()).token).toBe("one");
});
