import {
  NotificationDrawer,
  NotificationDrawerBody,
  NotificationDrawerHeader,
  NotificationDrawerList,
  NotificationDrawerListItem,
  NotificationDrawerListItemBody,
  NotificationDrawerListItemHeader,
  type NotificationDrawerListItemProps,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { toTime } from "../../api/values";
import { RelativeTime } from "../../components/RelativeTime";
import { type Event, latestEventsQuery, subjectOf } from "../../pages/events/eventQueries";
import { markSeen, newSince, useSeen } from "./seen";

const VARIANTS: Record<NonNullable<Event["severity"]>, NotificationDrawerListItemProps["variant"]> = {
  normal: "info",
  warning: "warning",
  error: "danger",
  alert: "danger",
};

/** The latest events, as they come; a click leads to what one is about. */
export function EventDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("events");
  const navigate = useNavigate();
  const { data = [] } = useQuery(latestEventsQuery);
  const seen = useSeen();
  const [seenBefore] = useState(seen);
  const fresh = new Set(newSince(data, seenBefore));
  useEffect(() => markSeen(data), [data]);
  return (
    <NotificationDrawer role="region" aria-label={t("drawer.title")}>
      <NotificationDrawerHeader title={t("drawer.title")} onClose={onClose} closeButtonAriaLabel={t("drawer.close")}>
        <Link to="/events" onClick={onClose}>
          {t("drawer.all")}
        </Link>
      </NotificationDrawerHeader>
      <NotificationDrawerBody>
        <NotificationDrawerList aria-label={t("drawer.title")}>
          {data.map((event) => {
            const to = subjectOf(event)?.to;
            const variant = VARIANTS[event.severity ?? "normal"];
            return (
              <NotificationDrawerListItem
                key={event.id}
                variant={variant}
                isRead={!fresh.has(event)}
                isHoverable={to !== undefined}
                onClick={() => to !== undefined && void navigate(to)}
              >
                <NotificationDrawerListItemHeader
                  variant={variant}
                  title={event.description ?? ""}
                  srTitle={t(`severity.${event.severity ?? "normal"}`)}
                  headingLevel="h2"
                />
                <NotificationDrawerListItemBody>
                  <RelativeTime time={toTime(event.time)} />
                </NotificationDrawerListItemBody>
              </NotificationDrawerListItem>
            );
          })}
        </NotificationDrawerList>
      </NotificationDrawerBody>
    </NotificationDrawer>
  );
}
