import { Banner, Flex, FlexItem, Spinner } from "@patternfly/react-core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { connection } from "./connection";

export function useIsAway(): boolean {
  return useSyncExternalStore(connection.subscribe, connection.isAway);
}

/** Says that nobody answers, for as long as that is so. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const away = useIsAway();
  return (
    <div role="status" aria-live="polite">
      {away && (
        <Banner color="yellow" isSticky>
          <Flex alignItems={{ default: "alignItemsCenter" }} justifyContent={{ default: "justifyContentCenter" }}>
            <FlexItem>
              <Spinner size="sm" aria-hidden />
            </FlexItem>
            <FlexItem>{t("connection.away")}</FlexItem>
          </Flex>
        </Banner>
      )}
    </div>
  );
}
