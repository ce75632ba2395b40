import { NotificationBadge } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { latestEventsQuery } from "../../pages/events/eventQueries";
import { newSince, useSeen } from "./seen";

/** Opens and closes the drawer of events, and says how many have come since it was open. */
export function NotificationButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation("events");
  const { data = [] } = useQuery(latestEventsQuery);
  const fresh = newSince(data, useSeen());
  const isBad = fresh.some(({ severity }) => severity === "error" || severity === "alert");
  return (
    <NotificationBadge
      variant={isOpen || fresh.length === 0 ? "read" : isBad ? "attention" : "unread"}
      count={isOpen ? 0 : fresh.length}
      isExpanded={isOpen}
      aria-label={t("drawer.open", { count: isOpen ? 0 : fresh.length })}
      onClick={onToggle}
    />
  );
}
