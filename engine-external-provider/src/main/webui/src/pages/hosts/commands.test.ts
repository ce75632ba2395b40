import { expect, it } from "vitest";
import { commandsIn } from "./commands";

const remedy = "Install virt-v2v on the proxy host: apt install virt-v2v (Debian), dnf install virt-v2v (EL 9).";

it("shows the command of the host's own system", () => {
  expect(commandsIn(remedy, "Debian GNU/Linux 12 (bookworm)")).toEqual(["apt install virt-v2v"]);
  expect(commandsIn(remedy, "AlmaLinux 9.4")).toEqual(["dnf install virt-v2v"]);
});

it("takes options along", () => {
  const command = "apt install --no-install-recommends virt-v2v qemu-utils";
  expect(commandsIn(`Install it: ${command}.`, "Debian GNU/Linux 12 (bookworm)")).toEqual([command]);
});

it("shows all of them for a system that is not known, and none where there is none", () => {
  expect(commandsIn(remedy, "")).toEqual(["apt install virt-v2v", "dnf install virt-v2v"]);
  expect(commandsIn("Free some space.", "Debian")).toEqual([]);
});
