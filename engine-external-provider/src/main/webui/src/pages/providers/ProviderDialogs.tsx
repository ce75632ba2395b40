import { ProviderDialog } from "./ProviderDialog";
import type { Provider } from "./providers";
import { RemoveProviderDialog } from "./RemoveProviderDialog";
import { TestDialog } from "./TestDialog";

export type OpenProviderDialog = { dialog: "add" } | { dialog: "edit" | "remove" | "test"; provider: Provider };

interface ProviderDialogsProps {
  open: OpenProviderDialog | undefined;
  onOpen: (dialog: OpenProviderDialog) => void;
  onClose: () => void;
  onRemoved?: () => void;
}

/** The dialogs of the list of providers and of the page of each. */
export function ProviderDialogs({ open, onOpen, onClose, onRemoved }: ProviderDialogsProps) {
  switch (open?.dialog) {
    case undefined:
      return null;
    case "add":
      return <ProviderDialog onSaved={(provider) => onOpen({ dialog: "test", provider })} onClose={onClose} />;
    case "edit":
      return (
        <ProviderDialog
          provider={open.provider}
          onSaved={(provider) => onOpen({ dialog: "test", provider })}
          onClose={onClose}
        />
      );
    case "remove":
      return <RemoveProviderDialog provider={open.provider} onRemoved={onRemoved} onClose={onClose} />;
    case "test":
      return <TestDialog provider={open.provider} onEdit={() => onOpen({ dialog: "edit", provider: open.provider })} onClose={onClose} />;
  }
}
