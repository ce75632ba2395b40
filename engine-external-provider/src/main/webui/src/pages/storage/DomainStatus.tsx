import { useTranslation } from "react-i18next";
import { StatusLabel } from "../../components/StatusLabel";
import type { Domain } from "./storage";

export function DomainStatus({ domain }: { domain: Domain }) {
  const { t } = useTranslation("storage");
  const tone = domain.status === "active" ? "good" : domain.status === "unattached" ? "neutral" : "bad";
  return <StatusLabel tone={tone}>{t(`status.${domain.status}`, { defaultValue: domain.status })}</StatusLabel>;
}
