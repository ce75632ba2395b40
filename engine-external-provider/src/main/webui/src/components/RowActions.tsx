import { Dropdown, DropdownItem, DropdownList, MenuToggle } from "@patternfly/react-core";
import { EllipsisVIcon } from "@patternfly/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";

export interface RowAction {
  title: string;
  onClick: () => void;
  isDanger?: boolean;
  /** Why it cannot be done now; it is shown, greyed out. */
  reason?: string | undefined;
}

/** Beside what scrolls in itself, which would cut it off, but within the page's main part. */
function content(): HTMLElement {
  return document.querySelector("main") ?? document.body;
}

/** What can be done with a row; nothing is drawn if nothing can be. */
export function RowActions({ name, actions }: { name: string; actions: RowAction[] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  if (actions.length === 0) return null;
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: "end", appendTo: content }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          isExpanded={isOpen}
          aria-label={t("action.more", { name })}
          icon={<EllipsisVIcon />}
          onClick={() => setOpen(!isOpen)}
        />
      )}
    >
      <DropdownList>
        {actions.map((action) => (
          <DropdownItem
            key={action.title}
            isDanger={action.isDanger === true && action.reason === undefined}
            isAriaDisabled={action.reason !== undefined}
            description={action.reason}
            onClick={action.reason === undefined ? action.onClick : undefined}
          >
            {action.title}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  );
}
