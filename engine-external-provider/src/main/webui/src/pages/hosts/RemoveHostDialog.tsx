import { useTranslation } from "react-i18next";
import { RemoveDialog } from "../../components/RemoveDialog";
import { type Host, HOSTS, removeHost } from "./hosts";

export function RemoveHostDialog({ host, onClose }: { host: Host; onClose: () => void }) {
  const { t } = useTranslation("hosts");
  return (
    <RemoveDialog title={t("remove.title", { name: host.name })} remove={() => removeHost(host.id)} changes={[HOSTS]} onClose={onClose}>
      {t("remove.text")}
    </RemoveDialog>
  );
}
