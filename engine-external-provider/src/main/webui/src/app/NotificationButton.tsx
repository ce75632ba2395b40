import { NotificationBadge } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

/** Leads to the events; the drawer takes its place. */
export function NotificationButton() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return <NotificationBadge variant="read" aria-label={t("notifications")} onClick={() => void navigate("/events")} />;
}
