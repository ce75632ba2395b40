import { Alert, Page, PageSection } from "@patternfly/react-core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration } from "react-router";
import { PageSkeleton } from "../../components/PageSkeleton";
import { ConnectionBanner } from "../connection/ConnectionBanner";
import { Reconnecting } from "../connection/Reconnecting";
import { LiveUpdates } from "../LiveUpdates";
import { Refusals } from "../Refusals";
import { useSession } from "../session/SessionContext";
import { Downloads } from "./Downloads";

/** What is around every page that webadmin shows, whose menus lead to the pages. */
export function EmbeddedFrame() {
  const { t } = useTranslation();
  const { session } = useSession();
  return (
    <Page isContentFilled banner={<ConnectionBanner />}>
      <Reconnecting />
      <LiveUpdates />
      <Refusals />
      <Downloads />
      <ScrollRestoration />
      {session.permissions.length === 0 && (
        <PageSection hasBodyWrapper={false}>
          <Alert
            variant="info"
            isInline
            component="h2"
            title={t("webadmin.noRoleTitle", { user: session.user.user_name })}
          >
            {t("webadmin.noRoleText")}
          </Alert>
        </PageSection>
      )}
      <Suspense fallback={<PageSkeleton />}>
        <Outlet />
      </Suspense>
    </Page>
  );
}
