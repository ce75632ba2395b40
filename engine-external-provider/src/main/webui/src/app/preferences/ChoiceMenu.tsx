import { MenuToggle, Select, SelectList, SelectOption } from "@patternfly/react-core";
import { type ReactNode, useState } from "react";

interface ChoiceMenuProps<T extends string> {
  label: string;
  icon: ReactNode;
  value: T;
  choices: readonly { value: T; label: string; lang?: string }[];
  onChoose: (value: T) => void;
}

/** One of a few things, behind a button with an icon. */
export function ChoiceMenu<T extends string>({ label, icon, value, choices, onChoose }: ChoiceMenuProps<T>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Select
      isOpen={isOpen}
      selected={value}
      onOpenChange={setOpen}
      popperProps={{ position: "end", appendTo: "inline" }}
      onSelect={(_event, chosen) => {
        setOpen(false);
        onChoose(chosen as T);
      }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          aria-label={label}
          title={label}
          isExpanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          icon={icon}
        />
      )}
    >
      <SelectList aria-label={label}>
        {choices.map((choice) => (
          <SelectOption key={choice.value} value={choice.value} lang={choice.lang}>
            {choice.label}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  );
}
