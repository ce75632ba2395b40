import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { toTime } from "../../api/values";
import { useFormat } from "../../components/format";
import { ConfirmedField } from "./ConfirmedField";
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
  const fetching = useMutation<{ of: string; certificate: Certificate }, Problem>({
    mutationFn: async () => {
      onPinned("");
      return { of: address, certificate: await fetchCertificate(address.trim(), dataCenter, host) };
    },
  });
  const found = fetching.data?.of === address ? fetching.data.certificate : undefined;
  const isIncomplete = address.trim() === "" || (dataCenter === "" && host === "");
  return (
    <ConfirmedField
      texts="certificate"
      onFetch={() => fetching.mutate()}
      isFetching={fetching.isPending}
      error={fetching.error}
      isIncomplete={isIncomplete}
      isKept={isKept}
      facts={
        found && [
          [t("certificate.fingerprint"), <code key="f">{found.fingerprint}</code>],
          [t("certificate.subject"), found.subject],
          [t("certificate.issuer"), found.issuer],
          [t("certificate.valid"), `${format.time(toTime(found.valid_from))} – ${format.time(toTime(found.valid_until))}`],
        ]
      }
      isConfirmed={isPinned}
      onConfirm={(isConfirmed) => onPinned(isConfirmed ? (found?.certificate ?? "") : "")}
    />
  );
}
