import { Page, SkipToContent } from "@patternfly/react-core";
import { Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { PageSkeleton } from "../components/PageSkeleton";
import { ConnectionBanner } from "./connection/ConnectionBanner";
import { Reconnecting } from "./connection/Reconnecting";
import { FrameMasthead } from "./FrameMasthead";
import { LiveUpdates } from "./LiveUpdates";
import { Navigation } from "./Navigation";
import { EventDrawer } from "./notifications/EventDrawer";
import { Refusals } from "./Refusals";

const CONTENT = "content";

/** What is around every page. */
export function Frame() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const before = useRef(pathname);
  const [areEventsOpen, setEventsOpen] = useState(false);

  useEffect(() => {
    if (before.current !== pathname) {
      before.current = pathname;
      document.getElementById(CONTENT)?.focus(); // so that who reads by ear or keys begins with the new page
    }
  }, [pathname]);

  return (
    <Page
      masthead={<FrameMasthead areEventsOpen={areEventsOpen} onToggleEvents={() => setEventsOpen(!areEventsOpen)} />}
      notificationDrawer={areEventsOpen ? <EventDrawer onClose={() => setEventsOpen(false)} /> : <></>}
      isNotificationDrawerExpanded={areEventsOpen}
      sidebar={<Navigation />}
      isManagedSidebar
      isContentFilled
      skipToContent={
        <SkipToContent
          href={`#${CONTENT}`}
          onClick={(event) => {
            event.preventDefault();
            document.getElementById(CONTENT)?.focus();
          }}
        >
          {t("skip")}
        </SkipToContent>
      }
      mainContainerId={CONTENT}
      mainTabIndex={-1}
      banner={<ConnectionBanner />}
    >
      <Reconnecting />
      <LiveUpdates />
      <Refusals />
      <ScrollRestoration />
      <Suspense fallback={<PageSkeleton />}>
        <Outlet />
      </Suspense>
    </Page>
  );
}
