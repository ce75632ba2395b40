import { useTranslation } from "react-i18next";
import { STORAGE } from "../../app/LiveUpdates";
import { RemoveDialog } from "../../components/RemoveDialog";
import { type Domain, removeDomain } from "./storage";

/** Forgets an export domain; what lies in it stays. */
export function RemoveDomainDialog({ domain, onClose }: { domain: Domain; onClose: () => void }) {
  const { t } = useTranslation("storage");
  return (
    <RemoveDialog
      title={t("remove.title", { name: domain.name })}
      remove={() => removeDomain(domain.id)}
      changes={[STORAGE]}
      onClose={onClose}
    >
      {t("remove.text")}
    </RemoveDialog>
  );
}
