import { expect, it } from "vitest";
import { mayDo, type Session } from "./session";

function sessionWith(...permissions: Session["permissions"]): Session {
  return { user: { id: "1", user_name: "anna@internal" }, expires_in: 60, permissions };
}

it("offers everything to an administrator", () => {
  const session = sessionWith({ role: "SuperUser" });
  expect(mayDo(session, "configure")).toBe(true);
  expect(mayDo(session, "import", "east")).toBe(true);
});

it("offers imports to an operator, in the data centers of the permission only", () => {
  const session = sessionWith({ role: "ImportOperator", data_center: { id: "east" } }, { role: "ReadOnlyAdmin" });
  expect(mayDo(session, "import")).toBe(true);
  expect(mayDo(session, "import", "east")).toBe(true);
  expect(mayDo(session, "import", "west")).toBe(false);
  expect(mayDo(session, "configure")).toBe(false);
});

it("offers nothing to an auditor, nor by a role that it does not know", () => {
  expect(mayDo(sessionWith({ role: "ReadOnlyAdmin" }), "import")).toBe(false);
  expect(mayDo(sessionWith({ role: "Other" as never }), "read")).toBe(false);
});
