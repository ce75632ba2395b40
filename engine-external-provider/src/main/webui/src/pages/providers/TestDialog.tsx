import { Alert, Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm, Flex, Modal, ModalBody, ModalFooter, ModalHeader, Spinner } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../app/session/SessionContext";
import { ProblemAlert } from "../../components/ProblemAlert";
import { isTopDialog } from "../../components/topDialog";
import { type Provider, PROVIDERS, testProvider } from "./providers";

interface TestDialogProps {
  provider: Provider;
  onEdit: () => void;
  onClose: () => void;
}

/** Signs in at the source and says what was found there, or why not. */
export function TestDialog({ provider, onEdit, onClose }: TestDialogProps) {
  const { t } = useTranslation("providers");
  const id = useId();
  const queries = useQueryClient();
  const mayConfigure = useMay("configure");
  const test = useQuery({
    queryKey: [PROVIDERS, "test", provider.id],
    queryFn: async () => {
      const found = await testProvider(provider.id);
      await queries.invalidateQueries({ queryKey: [PROVIDERS, "inventory", provider.id] });
      return found;
    },
    gcTime: 0,
    staleTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return (
    <Modal
      isOpen
      variant="small"
      onClose={onClose}
      onEscapePress={() => {
        if (isTopDialog(id)) onClose();
      }}
      aria-labelledby={id}
    >
      <ModalHeader title={t("test.title", { name: provider.name })} labelId={id} />
      <ModalBody aria-live="polite">
        {test.isFetching ? (
          <Flex alignItems={{ default: "alignItemsCenter" }}>
            <Spinner size="lg" aria-hidden />
            <span>{t("test.running", { address: provider.address || provider.url })}</span>
          </Flex>
        ) : test.isError ? (
          <ProblemAlert problem={test.error} title={t("test.failed")} />
        ) : (
          test.data !== undefined && (
            <>
              <Alert isInline variant="success" title={t("test.good")} component="h2" />
              {test.data.missingPrivileges !== undefined && test.data.missingPrivileges.length > 0 && (
                <Alert isInline variant="warning" title={t("test.lacks")} component="h2">
                  <ul>
                    {test.data.missingPrivileges.map((privilege) => (
                      <li key={privilege}>
                        <code>{privilege}</code>
                      </li>
                    ))}
                  </ul>
                  {t("test.lacksHelp")}
                </Alert>
              )}
              <DescriptionList isHorizontal isCompact className="v2v-test-result">
                <Fact term={t("test.reached")}>
                  {[test.data.product, provider.address || provider.url].filter((part) => part !== undefined).join(", ")}
                </Fact>
                <Fact term={t("test.through")}>{test.data.host.name}</Fact>
                <Fact term={t("test.user")}>{test.data.user}</Fact>
                <Fact term={t("test.rights")}>
                  {t(
                    test.data.missingPrivileges === undefined
                      ? "test.rightsUnknown"
                      : test.data.missingPrivileges.length > 0
                        ? "test.rightsMissing"
                        : "test.rightsGood",
                  )}
                </Fact>
                <Fact term={t("test.machines")}>{t("state.machines", { count: test.data.machines })}</Fact>
              </DescriptionList>
            </>
          )
        )}
      </ModalBody>
      <ModalFooter>
        <Button onClick={onClose} isDisabled={test.isFetching}>
          {t("dialog.close")}
        </Button>
        <Button variant="secondary" onClick={() => void test.refetch()} isDisabled={test.isFetching}>
          {t("test.again")}
        </Button>
        {mayConfigure && test.isError && (
          <Button variant="link" onClick={onEdit}>
            {t("action.edit")}
          </Button>
        )}
      </ModalFooter>
    </Modal>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}
