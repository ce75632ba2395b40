import { PageSection, Skeleton, Stack, StackItem } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";

/** The shape of a page that is being loaded. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <PageSection hasBodyWrapper={false} aria-busy="true" aria-label={t("loading")}>
      <Stack hasGutter>
        <StackItem>
          <Skeleton width="30%" fontSize="2xl" screenreaderText={t("loading")} />
        </StackItem>
        {[90, 75, 85, 60].map((width) => (
          <StackItem key={width}>
            <Skeleton width={`${width}%`} />
          </StackItem>
        ))}
      </Stack>
    </PageSection>
  );
}
