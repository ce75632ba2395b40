// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { startI18n } from "../../i18n/i18n";
import { SelectField } from "./SelectField";

afterEach(cleanup);

const options = [
  { value: "", label: "The one of the same name" },
  { value: "ovirtmgmt", label: "ovirtmgmt" },
];

async function shown(value: string, isPending = false): Promise<HTMLSelectElement> {
  await startI18n();
  render(<SelectField label="VM Network" value={value} onChange={() => undefined} options={options} isPending={isPending} />);
  return screen.findByLabelText<HTMLSelectElement>("VM Network");
}

it.each([
  ["", "The one of the same name"],
  ["ovirtmgmt", "ovirtmgmt"],
  ["lab", "lab (not available)"],
])("shows the value that is sent, as in %j", async (value, text) => {
  const field = await shown(value);
  expect(field.value).toBe(value);
  expect(field.selectedOptions[0]?.textContent).toBe(text);
});

it("calls nothing missing before it knows what there is", async () => {
  const field = await shown("lab", true);
  expect(field.value).toBe("lab");
  expect(field.selectedOptions[0]?.textContent).toBe("Loading");
});
