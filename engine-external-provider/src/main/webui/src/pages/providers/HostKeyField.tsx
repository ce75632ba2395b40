import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../api/problem";
import { SelectField } from "../../components/form/SelectField";
import { ConfirmedField } from "./ConfirmedField";
import { fetchHostKeys, type HostKey } from "./providers";

interface HostKeyFieldProps {
  url: string;
  dataCenter: string;
  host: string;
  /** As in a file .pub; empty if none is confirmed. */
  confirmed: string;
  /** One is confirmed already, and stays. */
  isKept: boolean;
  onConfirmed: (hostKey: string) => void;
}

/** Shows the ssh host keys of a Xen host, one of them to be compared and confirmed. */
export function HostKeyField({ url, dataCenter, host, confirmed, isKept, onConfirmed }: HostKeyFieldProps) {
  const { t } = useTranslation("providers");
  const [chosen, setChosen] = useState(0);
  const fetching = useMutation<{ of: string; keys: HostKey[] }, Problem>({
    mutationFn: async () => {
      onConfirmed("");
      setChosen(0);
      return { of: url, keys: await fetchHostKeys(url.trim(), dataCenter, host) };
    },
  });
  const keys = fetching.data?.of === url ? fetching.data.keys : [];
  const key = keys[chosen];
  const isIncomplete = url.trim() === "" || (dataCenter === "" && host === "");
  return (
    <ConfirmedField
      texts="hostKey"
      onFetch={() => fetching.mutate()}
      isFetching={fetching.isPending}
      error={fetching.error}
      isIncomplete={isIncomplete}
      isKept={isKept}
      facts={
        key && [
          [t("hostKey.kind"), key.kind],
          [t("hostKey.fingerprint"), <code key="f">{key.fingerprint}</code>],
          [t("hostKey.compare"), <code key="c">{`ssh-keygen -lf /etc/ssh/ssh_host_${key.kind?.toLowerCase()}_key.pub`}</code>],
        ]
      }
      isConfirmed={confirmed !== "" && confirmed === key?.host_key}
      onConfirm={(isConfirmed) => onConfirmed(isConfirmed ? (key?.host_key ?? "") : "")}
    >
      {keys.length > 1 && (
        <SelectField
          label={t("hostKey.choose")}
          value={String(chosen)}
          onChange={(index) => {
            onConfirmed("");
            setChosen(Number(index));
          }}
          options={keys.map((each, index) => ({ value: String(index), label: each.kind ?? "" }))}
        />
      )}
    </ConfirmedField>
  );
}
