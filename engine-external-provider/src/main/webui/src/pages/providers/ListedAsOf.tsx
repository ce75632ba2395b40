import { Button, Flex, FlexItem } from "@patternfly/react-core";
import { useTranslation } from "react-i18next";
import { RelativeTime } from "../../components/RelativeTime";
import type { InventoryRefresh } from "./useInventoryRefresh";

interface ListedAsOfProps {
  asOf: Date | undefined;
  refreshing: InventoryRefresh;
  /** What the button says. */
  again: string;
}

/** When a source was listed, and the button that has it listed anew. */
export function ListedAsOf({ asOf, refreshing, again }: ListedAsOfProps) {
  const { t } = useTranslation();
  return (
    <Flex>
      <FlexItem className="v2v-subtle">
        {t("listedAsOf")} <RelativeTime time={asOf} />
      </FlexItem>
      <FlexItem>
        <Button
          variant="link"
          isLoading={refreshing.isPending}
          isDisabled={refreshing.isPending}
          onClick={() => refreshing.mutate()}
        >
          {again}
        </Button>
      </FlexItem>
    </Flex>
  );
}
