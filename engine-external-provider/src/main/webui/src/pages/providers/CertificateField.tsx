import { Button, Card, CardBody, Checkbox, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from "@patternfly/react-core";
import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { toTime } from "../../api/values";
import { useFormat } from "../../components/format";
import { ProblemAlert } from "../../components/ProblemAlert";
import { type Certificate, fetchCertificate } from "./providers";

interface CertificateFieldProps {
  address: string;
  dataCenter: string;
  host: string;
  isPinned: boolean;
  /** One is pinned already, and stays. */
  isKept: boolean;
  /** PEM; empty if it is not trusted any more. */
  onPinned: (certificate: string) => void;
}

/** Shows the certificate of a vCenter, to be compared and confirmed. */
export function CertificateField({ address, dataCenter, host, isPinned, isKept, onPinned }: CertificateFieldProps) {
  const { t } = useTranslation("providers");
  const format = useFormat();
  const id = useId();
  const fetching = useMutation<{ of: string; certificate: Certificate }, Problem>({
    mutationFn: async () => {
      onPinned("");
      return { of: address, certificate: await fetchCertificate(address.trim(), dataCenter, host) };
    },
  });
  const found = fetching.data?.of === address ? fetching.data.certificate : undefined;
  const isIncomplete = address.trim() === "" || (dataCenter === "" && host === "");
  return (
    <div>
      {fetching.error && <ProblemAlert problem={fetching.error} title={t("certificate.failed")} />}
      {found === undefined ? (
        <>
          {isKept && <p>{t("certificate.kept")}</p>}
          <Button
            variant="secondary"
            onClick={() => fetching.mutate()}
            isLoading={fetching.isPending}
            isAriaDisabled={fetching.isPending || isIncomplete}
          >
            {t("certificate.fetch")}
          </Button>
          {isIncomplete && <span className="v2v-subtle v2v-beside">{t("certificate.incomplete")}</span>}
        </>
      ) : (
        <Card isCompact variant="secondary">
          <CardBody>
            <DescriptionList isCompact aria-label={t("certificate.title")}>
              {[
                [t("certificate.fingerprint"), <code key="f">{found.fingerprint}</code>],
                [t("certificate.subject"), found.subject],
                [t("certificate.issuer"), found.issuer],
                [t("certificate.valid"), `${format.time(toTime(found.valid_from))} – ${format.time(toTime(found.valid_until))}`],
              ].map(([term, value]) => (
                <DescriptionListGroup key={String(term)}>
                  <DescriptionListTerm>{term}</DescriptionListTerm>
                  <DescriptionListDescription className="v2v-anywhere">{value}</DescriptionListDescription>
                </DescriptionListGroup>
              ))}
            </DescriptionList>
            <Checkbox
              id={id}
              className="v2v-confirm"
              label={t("certificate.confirm")}
              isChecked={isPinned}
              onChange={(_event, checked) => onPinned(checked ? (found.certificate ?? "") : "")}
            />
          </CardBody>
        </Card>
      )}
    </div>
  );
}
